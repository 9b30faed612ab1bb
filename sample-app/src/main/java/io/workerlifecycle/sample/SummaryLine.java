package io.workerlifecycle.sample;

import io.workerlifecycle.job.BackgroundJob;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The job that writes one line about the tree into the log.
 */
final class SummaryLine {

	private static final Log logger = LogFactory.getLog(SummaryLine.class);

	private final Reporter reporter;

	SummaryLine(Reporter reporter) {
		this.reporter = reporter;
	}

	@BackgroundJob(name = "summary", cron = "${sample.summary-cron:0 * * * * *}",
			description = "Writes one line about the tree into the log")
	void write() {
		logger.info(line());
	}

	String line() {
		Report report = this.reporter.report();
		return "%s: %d files, %d bytes; %s; %s; %d waiting".formatted(report.root(), report.files(), report.bytes(),
				changes(report), troubles(report), report.queueDepth());
	}

	private static String changes(Report report) {
		if (report.since() == null) {
			return "the first scan is not stored yet";
		}
		return "%d added, %d changed, %d removed since %s".formatted(report.added(), report.changed(), report.removed(),
				report.since());
	}

	private static String troubles(Report report) {
		return "%d unreadable, %d loops, %d vanished, %d changed while read, %d altered".formatted(
				report.unreadable().paths(), report.loops().paths(), report.vanished().times(),
				report.changedWhileReading().times(), report.altered().paths());
	}

}
