package io.workerlifecycle.job;

import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class DstWarningTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					0 30 2 * * *    | Europe/Berlin       | RUN_AFTER | due at 02:30, which 2027-03-28 does not have in Europe/Berlin: it runs at 03:00 (on-dst-gap=run-after)
					0 30 2 * * *    | Europe/Berlin       | SKIP      | due at 02:30, which 2027-03-28 does not have in Europe/Berlin: it does not run then (on-dst-gap=skip)
					0 */20 1-4 * * * | Europe/Berlin      | RUN_AFTER | due at 02:00, which 2027-03-28 does not have in Europe/Berlin: it runs at 03:00 (on-dst-gap=run-after)
					0 15 2 * * SUN#2 | America/New_York   | RUN_AFTER | due at 02:15, which 2027-03-14 does not have in America/New_York: it runs at 03:00 (on-dst-gap=run-after)
					0 15 2 * * *    | Australia/Lord_Howe | RUN_AFTER | due at 02:15, which 2026-10-04 does not have in Australia/Lord_Howe: it runs at 02:30 (on-dst-gap=run-after)
					@daily          | Asia/Beirut         | RUN_AFTER | due at 00:00, which 2027-03-28 does not have in Asia/Beirut: it runs at 01:00 (on-dst-gap=run-after)
					""")
	void jobThatIsDueInsideAGapIsToldOf(String expression, String zone, DstGap gap, String notice) {
		assertThat(notice(expression, zone, gap, "2026-05-01T00:00:00Z")).isEqualTo("Job 'x' is " + notice);
	}

	@ParameterizedTest
	@CsvSource({ "0 0 3 * * *,Europe/Berlin", "0 59 1 * * *,Europe/Berlin", "0 30 2 * * *,Asia/Kolkata",
			"0 30 2 * * *,UTC", "0 30 * * * *,Europe/Berlin", "@hourly,Europe/Berlin", "0 30 2 * * MON,Europe/Berlin",
			"0 45 2 * * *,Australia/Lord_Howe" })
	void jobThatIsDueOutsideOfGapsIsNot(String expression, String zone) {
		assertThat(notice(expression, zone, DstGap.RUN_AFTER, "2026-05-01T00:00:00Z")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "2011-12-01T00:00:00Z,0 0 9 * * *" })
	void gapOfAWholeDayIsToldWithTheDayAfter(String now, String expression) {
		assertThat(notice(expression, "Pacific/Apia", DstGap.RUN_AFTER, now))
			.isEqualTo("Job 'x' is due at 09:00, which 2011-12-30 does not have in Pacific/Apia: "
					+ "it runs at 00:00 on 2011-12-31 (on-dst-gap=run-after)");
	}

	private static String notice(String expression, String zone, DstGap gap, String now) {
		return new JobTrigger.Cron(expression, ZoneId.of(zone), gap, DstRepeat.ONCE).gapNotice("x", Instant.parse(now))
			.orElse(null);
	}

}
