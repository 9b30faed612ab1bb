package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SharedCronTests {

	/**
	 * Days around changes of clocks by half an hour, and in a zone that is off by three
	 * quarters of one.
	 */
	@ParameterizedTest
	@CsvSource({ "Australia/Lord_Howe,2026-04-04T00:00:00Z", "Australia/Lord_Howe,2026-10-03T00:00:00Z",
			"Pacific/Chatham,2026-04-04T00:00:00Z", "Pacific/Chatham,2026-09-26T00:00:00Z",
			"Europe/Berlin,2026-10-25T00:00:00Z", "Europe/Berlin,2026-03-29T00:00:00Z" })
	void nextFiringIsAlwaysLater(String zone, Instant day) {
		for (String expression : new String[] { "0 0 * * * *", "0 */10 * * * *", "0 30 2 * * *", "0 45 1 * * *" }) {
			SharedCron cron = new SharedCron(new JobTrigger.Cron(expression, ZoneId.of(zone)));
			for (int minute = 0; minute < 24 * 60; minute++) {
				Instant after = day.plus(Duration.ofMinutes(minute)).plusSeconds(13);
				assertThat(new SharedCron(new JobTrigger.Cron(expression, ZoneId.of(zone))).next(after)).isAfter(after);
				assertThat(cron.next(after)).isAfter(after);
			}
		}
	}

	@Test
	void answerIsSharedUntilItIsDue() {
		SharedCron cron = new SharedCron(new JobTrigger.Cron("0 * * * * *", ZoneId.of("UTC")));
		Instant next = cron.next(JobBench.START.plusSeconds(1));
		assertThat(cron.next(JobBench.START.plusSeconds(59))).isSameAs(next);
		assertThat(cron.next(JobBench.START.plusSeconds(60))).isEqualTo(JobBench.START.plusSeconds(120));
		assertThat(cron.next(JobBench.START)).isEqualTo(JobBench.START.plusSeconds(60));
	}

	@Test
	void expressionThatNeverMatchesHasNoNextFiring() {
		SharedCron cron = new SharedCron(new JobTrigger.Cron("0 0 0 30 2 *", ZoneId.of("UTC")));
		assertThat(cron.next(Instant.EPOCH)).isNull();
	}

}
