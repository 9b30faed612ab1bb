package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.workerlifecycle.retry.RetrySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(10)
class JobSettingsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CRON         | 0 9 * * *     | it has 5 fields, but 6 are needed, with seconds first | Write '0 0 9 * * *'
					CRON         | 0 0 0 30 2 *  | it never fires, since there is no such date           | or - to disable
					CRON         | 0 0 25 * * *  | its hour is '25', but it may only be 0 to 23          | Write 0 to 23 there
					CRON         | nonsense      | it is no cron expression                              | macro such as @daily
					CRON         | @sometimes    | it is no cron expression                              | macro such as @daily
					FIXED_RATE   | 10            | a duration needs a unit                               | 10s for seconds or 10ms
					FIXED_DELAY  | 10            | a duration needs a unit                               | 10s for seconds or 10ms
					FIXED_RATE   | 0s            | it is shorter than 1ms                                | at least 1ms
					FIXED_DELAY  | 0ms           | it is shorter than 1ms                                | at least 1ms
					FIXED_RATE   | -5s           | it is shorter than 1ms                                | at least 1ms
					FIXED_RATE   | PT-5S         | it is shorter than 1ms                                | at least 1ms
					FIXED_RATE   | 40000d        | it is longer than a hundred years                     | Write a shorter duration
					FIXED_RATE   | soon          | it is not a duration                                  | such as 500ms
					FIXED_RATE   | 99999999999999999999s | it is not a duration                          | such as 500ms
					AT           | tomorrow      | it is no moment                                       | such as 2027-01-31T03:00:00Z
					AT           | 2027-01-31    | it is no moment                                       | such as 2027-01-31T03:00:00Z
					FIXED_RATE   | P1Y           | it is not a duration                                  | such as 500ms
					""")
	void badTriggerIsAnErrorThatSaysHow(JobAttribute attribute, String value, String fact, String action) {
		assertInvalid(JobAttributes.NONE.with(attribute, value, "the place"), attribute, value, fact, action);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ZONE          | Europe/Berlino | there is no such time zone   | such as Europe/Berlin
			INITIAL_DELAY | 5              | a duration needs a unit      | 5s for seconds
			INITIAL_DELAY | -5s            | it is shorter than 0s        | at least 0s
			JITTER        | 5              | a duration needs a unit      | 5s for seconds
			STOP_TIMEOUT  | 40             | a duration needs a unit      | 40s for seconds
			ENABLED       | yes            | it is neither true nor false | Write true or false
			RUN_ON_START  | 1              | it is neither true nor false | Write true or false
			ON_DST_GAP    | later          | it is not skip or run-after  | Write skip or run-after
			ON_DST_REPEAT | 2              | it is not once or twice      | Write once or twice
			HISTORY_SIZE  | -1             | it is no number from 0       | such as 20
			""")
	void badAttributeIsAnErrorThatSaysHow(JobAttribute attribute, String value, String fact, String action) {
		JobAttributes attributes = JobAttributes.NONE.with(JobAttribute.CRON, "0 0 3 * * *", "elsewhere")
			.with(attribute, value, "the place");
		assertInvalid(attributes, attribute, value, fact, action);
	}

	private static void assertInvalid(JobAttributes attributes, JobAttribute attribute, String value, String fact,
			String action) {
		assertThatExceptionOfType(InvalidJobException.class)
			.isThrownBy(() -> attributes.toSettings("nightly", ZoneOffset.UTC))
			.withMessageStartingWith(
					"Job 'nightly' has the " + attribute.key() + " '" + value + "', from the place: " + fact)
			.satisfies((ex) -> assertThat(ex.getAction()).contains(action));
	}

	@Test
	void noTriggerIsAnError() {
		assertThatExceptionOfType(InvalidJobException.class)
			.isThrownBy(() -> JobAttributes.NONE.toSettings("nightly", ZoneOffset.UTC))
			.withMessage("Job 'nightly' has no trigger.")
			.satisfies(
					(ex) -> assertThat(ex.getAction()).contains("exactly one of cron, fixedRate, fixedDelay and at"));
	}

	@Test
	void twoTriggersAreAnErrorThatNamesBoth() {
		JobAttributes attributes = JobAttributes.NONE.with(JobAttribute.CRON, "-", "here")
			.with(JobAttribute.FIXED_RATE, "10s", "there");
		assertThatExceptionOfType(InvalidJobException.class)
			.isThrownBy(() -> attributes.toSettings("nightly", ZoneOffset.UTC))
			.withMessage("Job 'nightly' has more than one trigger: cron '-', from here; fixedRate '10s', from there.");
	}

	@ParameterizedTest
	@CsvSource({ "10s, PT10S", "PT10S, PT10S", "1h30m, PT1H30M", "500ms, PT0.5S", "1d, PT24H" })
	void durationsAreReadInBothStyles(String text, Duration expected) {
		assertThat(JobAttributes.NONE.with(JobAttribute.FIXED_RATE, text, "here")
			.toSettings("a", ZoneOffset.UTC)
			.trigger()).isEqualTo(new JobTrigger.FixedRate(expected));
	}

	@Test
	void settingsHaveDefaults() {
		JobSettings settings = JobAttributes.NONE.with(JobAttribute.CRON, "0 0 3 * * *", "here")
			.toSettings("a", ZoneId.of("Europe/Berlin"));
		assertThat(settings).isEqualTo(new JobSettings(new JobTrigger.Cron("0 0 3 * * *", ZoneId.of("Europe/Berlin")),
				true, new FiringSettings(null, false, Duration.ZERO, Overlap.SKIP, MissedRunSettings.STANDARD),
				new ExecutionSettings(null, Duration.ofSeconds(10), RetrySettings.STANDARD),
				new WatchSettings(false, Duration.ofMinutes(5), 20), ""));
	}

	@ParameterizedTest
	@CsvSource({ "skip, twice, SKIP, TWICE", "run-after, once, RUN_AFTER, ONCE", "runAfter, Once, RUN_AFTER, ONCE",
			"RUN_AFTER, TWICE, RUN_AFTER, TWICE" })
	void policiesOfClockChangesAreReadRelaxed(String gap, String repeat, DstGap onDstGap, DstRepeat onDstRepeat) {
		JobSettings settings = JobAttributes.NONE.with(JobAttribute.CRON, "0 0 3 * * *", "here")
			.with(JobAttribute.ON_DST_GAP, gap, "here")
			.with(JobAttribute.ON_DST_REPEAT, repeat, "here")
			.toSettings("a", ZoneOffset.UTC);
		assertThat(settings.trigger())
			.isEqualTo(new JobTrigger.Cron("0 0 3 * * *", ZoneOffset.UTC, onDstGap, onDstRepeat));
	}

	@ParameterizedTest
	@CsvSource({ "2027-01-31T03:00:00Z, 2027-01-31T03:00:00Z", "2027-01-31T03:00+05:30, 2027-01-30T21:30:00Z",
			"2027-01-31T03:00, 2027-01-31T02:00:00Z", "2027-03-28T02:30, 2027-03-28T01:00:00Z",
			"2027-10-31T02:30, 2027-10-31T00:30:00Z" })
	void momentIsReadWithItsOffsetOrInTheZone(String text, Instant expected) {
		JobSettings settings = JobAttributes.NONE.with(JobAttribute.AT, text, "here")
			.toSettings("a", ZoneId.of("Europe/Berlin"));
		assertThat(settings.trigger()).isEqualTo(new JobTrigger.At(expected));
	}

	@Test
	void aTriggerOfAnyKindReplacesTheLowerOne() {
		JobAttributes lower = JobAttributes.NONE.with(JobAttribute.CRON, "0 0 3 * * *", "lower")
			.with(JobAttribute.ENABLED, "false", "lower");
		JobSettings settings = JobAttributes.NONE.with(JobAttribute.FIXED_DELAY, "5m", "upper")
			.over(lower)
			.toSettings("a", ZoneOffset.UTC);
		assertThat(settings.trigger()).isEqualTo(new JobTrigger.FixedDelay(Duration.ofMinutes(5)));
		assertThat(settings.enabled()).isFalse();
	}

}
