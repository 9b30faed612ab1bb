package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class JobTriggerTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	@Test
	void everyKindIsToldInWords() {
		assertThat(new JobTrigger.Cron("0 0 3 * * *", ZoneOffset.UTC).inWords()).isEqualTo("every day at 03:00");
		assertThat(new JobTrigger.FixedRate(Duration.ofSeconds(10)).inWords()).isEqualTo("every 10s");
		assertThat(new JobTrigger.FixedDelay(Duration.ofSeconds(10)).inWords())
			.isEqualTo("10s after the end of the last execution");
		assertThat(new JobTrigger.Disabled().inWords()).isEqualTo("never, only by hand");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					* * * * * *     | it fires 86,400 times a day. Write a single number as its first field
					* 0-29 * * * *  | it fires 43,200 times a day.
					0,30 * * * * *  | it fires 2,880 times a day.
					0 */90 * * * *  | the minute '*/90' is only 0, since the step leads past the end. Write 0 if that is meant.
					0 0 9 * * 2     | the day of week '2' is Tuesday here; in Quartz it would be Monday. Write TUE if that is meant.
					0 0 9 * * 1-5   | the day of week '1-5' is Monday to Friday here; in Quartz it would be Sunday to Thursday. Write MON-FRI
					0 0 9 * * 7,FRI | the day of week '7' is Sunday here; in Quartz it would be Saturday. Write SUN if
					0 0 9 * * 1,3   | the day of week '1,3' is Monday and Wednesday here; in Quartz it would be Sunday and Tuesday. Write MON,WED if
					0 0 9 * * 2#1   | the day of week '2#1' is the first Tuesday here; in Quartz it would be the first Monday. Write TUE#1 if
					0 0 9 * * 6L    | the day of week '6L' is the last Saturday here; in Quartz it would be the last Friday. Write SATL if
					0 0 9 * * */3   | the day of week '*/3' is Monday, Thursday and Sunday here; in Quartz it would be Sunday, Wednesday and Saturday. Write MON,THU,SUN if
					0 0 9 13 * FRI  | the day of month '13' and the day of week 'FRI' must both be met here; in Unix cron either is enough.
					0 0 9 29 2 *    | it fires next only on 2028-02-29.
					0 0 9 30 2 *    | it never fires.
					""")
	void whatMayBeMeantOtherwiseIsAdvice(String expression, String finding) {
		assertThat(cron(expression).advice(NOW)).singleElement().asString().startsWith(finding);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 * * * * *", "0 0 3 * * *", "0 */15 8-18 * * MON-FRI", "0 0 9 ? * MON#1", "0 0 9 * * 0",
			"0 0 9 * * 0-6", "0 0 9 L * ?", "0 0 9 1 1 *", "@weekly", "@hourly" })
	void plainExpressionNeedsNoAdvice(String expression) {
		assertThat(cron(expression).advice(NOW)).isEmpty();
	}

	@Test
	void everyFindingIsTold() {
		assertThat(cron("* * * 13 * 5").advice(NOW)).hasSize(3);
	}

	@Test
	void otherKindsNeedNoAdvice() {
		assertThat(new JobTrigger.FixedRate(Duration.ofMillis(1)).advice(NOW)).isEmpty();
	}

	private static JobTrigger.Cron cron(String expression) {
		return new JobTrigger.Cron(expression, ZoneId.of("Europe/Berlin"));
	}

}
