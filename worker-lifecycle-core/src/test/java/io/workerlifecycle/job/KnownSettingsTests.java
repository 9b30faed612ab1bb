package io.workerlifecycle.job;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class KnownSettingsTests {

	private final KnownSettings known = new KnownSettings();

	@Test
	void jobsThatSayTheSameShareTheirSettings() {
		assertThat(settings("b", hourly(1))).isSameAs(settings("a", hourly(1)));
	}

	@Test
	void jobsThatSayOtherwiseHaveSettingsOfTheirOwn() {
		JobSettings settings = settings("a", hourly(1));
		assertThat(settings("b", hourly(2))).isEqualTo(hourly(2).toSettings("b", ZoneOffset.UTC));
		assertThat(this.known.of("c", hourly(1), ZoneId.of("Asia/Tokyo")).trigger()).isNotEqualTo(settings.trigger());
	}

	@Test
	void jobsThatShareWhatIsBuiltInDoSoBesideTheirTriggers() {
		JobSettings one = settings("a", hourly(1));
		JobSettings other = settings("b", hourly(2));
		assertThat(other.firing()).isSameAs(one.firing());
		assertThat(other.execution()).isSameAs(one.execution());
		assertThat(other.watch()).isSameAs(one.watch());
	}

	@Test
	void triggerOfTheApplicationIsNotCompared() {
		Trigger trigger = new Trigger() {

			@Override
			public Instant nextExecution(TriggerContext context) {
				throw new IllegalStateException("asked");
			}

			@Override
			public int hashCode() {
				throw new IllegalStateException("compared");
			}

			@Override
			public boolean equals(Object other) {
				throw new IllegalStateException("compared");
			}

			@Override
			public String toString() {
				return "mine";
			}

		};
		JobAttributes attributes = JobAttributes.of(new JobTrigger.Custom(trigger), "here");
		assertThat(settings("a", attributes).trigger()).hasToString("trigger mine");
	}

	@Test
	void mistakeIsToldOfEachJobThatMakesIt() {
		JobAttributes never = JobAttributes.NONE.with(JobAttribute.CRON, "0 0 3 30 2 *", "here");
		for (String name : new String[] { "a", "b" }) {
			assertThatExceptionOfType(InvalidJobException.class).isThrownBy(() -> settings(name, never))
				.withMessageContaining("Job '" + name + "'");
		}
	}

	@Test
	void moreSettingsThanAreKeptAreReadAnew() {
		JobSettings first = settings("a", hourly(0));
		IntStream.rangeClosed(1, KnownSettings.CAPACITY).forEach((i) -> settings("b", hourly(i)));
		assertThat(settings("a", hourly(0))).isEqualTo(first).isNotSameAs(first);
	}

	private JobSettings settings(String jobName, JobAttributes attributes) {
		return this.known.of(jobName, attributes, ZoneOffset.UTC);
	}

	private static JobAttributes hourly(int description) {
		return JobAttributes.NONE.with(JobAttribute.CRON, "0 0 * * * *", "here")
			.with(JobAttribute.DESCRIPTION, "report " + description, "here");
	}

}
