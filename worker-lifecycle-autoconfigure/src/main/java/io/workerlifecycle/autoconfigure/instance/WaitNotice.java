package io.workerlifecycle.autoconfigure.instance;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.workerlifecycle.instance.HolderSighting;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * What a start tells about its wait for another instance. There is no logging system yet
 * when the wait begins, and a log file belongs to the other as long as that runs, so the
 * beginning is told on the console. Only for the thread that waits.
 */
final class WaitNotice {

	private final Path pidFile;

	private final TimeSource time;

	private final PrintStream console;

	/** When the wait began, if there was one. */
	private @Nullable Instant since;

	WaitNotice(Path pidFile, TimeSource time, PrintStream console) {
		this.pidFile = pidFile;
		this.time = time;
		this.console = console;
	}

	void begin(HolderSighting holder, @Nullable Duration limit) {
		Instant now = this.time.now();
		this.since = now;
		this.console.println("Waiting for " + this.pidFile + ", which another instance holds"
				+ new HolderText(now).of(holder) + ". This one starts when that has ended"
				+ ((limit != null) ? "; it gives up after " + text(limit) : "") + ".");
	}

	/**
	 * Tells the end of the wait.
	 * @return a sentence for the log, or {@code null} if there was no wait
	 */
	@Nullable String end() {
		if (this.since == null) {
			return null;
		}
		Instant now = this.time.now();
		return "Took over " + this.pidFile + " after waiting since " + new HolderText(now).time(this.since) + " ("
				+ text(Duration.ofSeconds(Duration.between(this.since, now).toSeconds())) + ").";
	}

	private static String text(Duration duration) {
		return DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE);
	}

}
