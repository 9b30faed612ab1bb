package io.workerlifecycle.sample;

import java.time.Instant;
import java.util.List;

import io.workerlifecycle.alert.AlertSeverity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReportPage}.
 */
@Timeout(30)
class ReportPageTests {

	private static final TroubleReport NONE = new TroubleReport(0, 0, List.of());

	private static final String EVIL = "<script>alert(1)</script>\"'&";

	private static final String TAMED = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;";

	@Test
	void rootIsEscaped() {
		assertTamed(report(EVIL, List.of(), NONE));
	}

	@Test
	void pathOfAChangeIsEscaped() {
		assertTamed(report("/", List.of(new FileChange(EVIL, ChangeKind.ADDED, Instant.EPOCH)), NONE));
	}

	@Test
	void pathAndReasonOfATroubleAreEscaped() {
		assertTamed(report("/", List.of(), new TroubleReport(1, 1, List.of(new Trouble(EVIL, EVIL, Instant.EPOCH)))));
	}

	@Test
	void pathOfAnAlteredFileIsShownAndEscaped() {
		TroubleReport altered = new TroubleReport(1, 3, List.of(new Trouble(EVIL, "altered", Instant.EPOCH)));
		Report report = report("/", List.of(), NONE, altered, List.of());
		assertTamed(report);
		assertThat(new ReportPage(report).html()).contains("<h2>Content altered, time not: 1</h2>");
	}

	@Test
	void messageOfAnAlertIsEscaped() {
		assertTamed(report("/", List.of(), NONE,
				List.of(new OpenAlert("job:scan:failed", AlertSeverity.WARNING, EVIL, Instant.EPOCH, 1))));
	}

	@Test
	void pageWithoutAlertsSaysNothingOfThem() {
		assertThat(new ReportPage(report("/", List.of(), NONE)).html()).doesNotContain("Alerts");
	}

	@Test
	void pageFitsAPhoneAndTheDark() {
		assertThat(new ReportPage(report("/", List.of(), NONE)).html()).contains("width=device-width")
			.contains("prefers-color-scheme: dark")
			.doesNotContain("<script");
	}

	@Test
	void figuresAreReadable() {
		assertThat(new ReportPage(report("/", List.of(), NONE)).html()).contains("<dt>Files</dt><dd>50,000</dd>");
	}

	private static void assertTamed(Report report) {
		assertThat(new ReportPage(report).html()).contains(TAMED).doesNotContain("<script");
	}

	private static Report report(String root, List<FileChange> changes, TroubleReport unreadable) {
		return report(root, changes, unreadable, List.of());
	}

	private static Report report(String root, List<FileChange> changes, TroubleReport unreadable,
			List<OpenAlert> alerts) {
		return report(root, changes, unreadable, NONE, alerts);
	}

	private static Report report(String root, List<FileChange> changes, TroubleReport unreadable, TroubleReport altered,
			List<OpenAlert> alerts) {
		return new Report(root, Instant.EPOCH, 50_000, 2, 3, 4, 5, changes, unreadable, NONE, NONE, NONE, altered, null,
				0, alerts);
	}

}
