package io.workerlifecycle.sample;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * A report as an HTML page that works without scripts, on a phone and in the dark.
 *
 * @param report what to show
 */
record ReportPage(Report report) {

	private static final String HEAD = """
			<!DOCTYPE html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<meta http-equiv="refresh" content="10">
			<title>File integrity monitor</title>
			<style>
			:root { color-scheme: light dark; --line: #d0d0d0; --quiet: #595959; }
			@media (prefers-color-scheme: dark) { :root { --line: #444; --quiet: #a8a8a8; } }
			body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
			h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
			dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .75rem; }
			dt { color: var(--quiet); font-size: .875rem; } dd { margin: 0; font-size: 1.25rem; }
			ul { list-style: none; padding: 0; }
			li { border-top: 1px solid var(--line); padding: .4rem 0; overflow-wrap: anywhere; }
			code { font-family: ui-monospace, monospace; } small { color: var(--quiet); display: block; }
			</style>
			</head>
			<body>
			""";

	String html() {
		return HEAD + title() + alerts() + figures() + changes()
				+ troubles("Content altered, time not", this.report.altered())
				+ troubles("Unreadable", this.report.unreadable()) + troubles("Links in circles", this.report.loops())
				+ troubles("Vanished before they were read", this.report.vanished())
				+ troubles("Changed while they were read", this.report.changedWhileReading())
				+ "<p><a href=\"report\">The same as JSON</a></p>\n</body>\n</html>\n";
	}

	private String title() {
		return """
				<h1>File integrity monitor</h1>
				<p><code>%s</code><small>%s</small></p>
				""".formatted(escape(this.report.root()), escape(lastScan()));
	}

	private String lastScan() {
		ScanSummary scan = this.report.lastScan();
		if (scan == null) {
			return "The first scan has not ended yet.";
		}
		ScanCounts counts = scan.counts();
		return String.format(Locale.ENGLISH, "Last scan %s, %,d ms%s: %,d files, %,d directories, %,d links, %,d other",
				time(scan.startedAt()), scan.durationMillis(), scan.complete() ? "" : ", stopped early", counts.files(),
				counts.directories(), counts.links(), counts.otherFiles());
	}

	private String alerts() {
		return this.report.alerts().isEmpty() ? ""
				: section("Alerts", this.report.alerts().stream().map(ReportPage::item).toList());
	}

	private static String item(OpenAlert alert) {
		return item(alert.message(), String.format(Locale.ENGLISH, "%s %s, %,d since %s", alert.severity(), alert.key(),
				alert.count(), time(alert.since())));
	}

	private String figures() {
		return "<dl>" + figure("Files", this.report.files()) + figure("Bytes", this.report.bytes())
				+ figure("Added", this.report.added()) + figure("Changed", this.report.changed())
				+ figure("Removed", this.report.removed()) + figure("Waiting", this.report.queueDepth()) + "</dl>\n";
	}

	private static String figure(String name, long value) {
		return String.format(Locale.ENGLISH, "<div><dt>%s</dt><dd>%,d</dd></div>", name, value);
	}

	private String changes() {
		String since = (this.report.since() != null) ? "since " + time(this.report.since())
				: "after the first scan is stored";
		return section("Changes " + since,
				this.report.recentChanges()
					.stream()
					.map((change) -> item(change.path(), change.kind() + " " + time(change.at())))
					.toList());
	}

	private static String troubles(String name, TroubleReport troubles) {
		return section(String.format(Locale.ENGLISH, "%s: %,d", name, troubles.paths()),
				troubles.recent()
					.stream()
					.map((trouble) -> item(trouble.path(), time(trouble.at()) + " " + trouble.reason()))
					.toList());
	}

	private static String section(String title, List<String> items) {
		return items.stream()
			.collect(Collectors.joining("", "<h2>" + escape(title) + "</h2>\n<ul>\n",
					items.isEmpty() ? "<li>none</li></ul>\n" : "</ul>\n"));
	}

	private static String item(String path, String detail) {
		return "<li><code>%s</code><small>%s</small></li>\n".formatted(escape(path), escape(detail));
	}

	private static String time(@Nullable Instant instant) {
		return (instant != null) ? instant.truncatedTo(ChronoUnit.SECONDS).toString() : "never";
	}

	private static String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

}
