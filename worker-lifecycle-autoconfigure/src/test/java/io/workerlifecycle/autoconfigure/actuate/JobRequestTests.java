package io.workerlifecycle.autoconfigure.actuate;

import java.time.Instant;
import java.time.ZoneId;

import io.workerlifecycle.job.JobAttribute;
import io.workerlifecycle.job.JobTrigger;
import io.workerlifecycle.job.StopMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How requests are read.
 */
@Timeout(10)
class JobRequestTests {

	private final JobRequest reschedule = JobRequest.of(JobCommand.RESCHEDULE);

	@Test
	void oneTimeIsReadAsAnInstant() {
		assertThat(trigger(this.reschedule.with(JobAttribute.AT, "2100-01-31T09:00:00Z")))
			.isEqualTo(new JobTrigger.At(Instant.parse("2100-01-31T09:00:00Z")));
	}

	@Test
	void dashIsNoTriggerByItself() {
		assertThat(trigger(this.reschedule.with(JobAttribute.CRON, "-"))).isEqualTo(new JobTrigger.Disabled());
	}

	@Test
	void whatWasNotSaidIsNoParameter() {
		assertThat(this.reschedule.with(JobAttribute.CRON, null).parameters()).isEmpty();
	}

	@Test
	void removalWaitsUnlessOneSaysOtherwise() {
		JobRequest remove = JobRequest.of(JobCommand.REMOVE);
		assertThat(remove.mode()).isEqualTo(StopMode.WAIT);
		assertThat(remove.with(JobRequest.MODE, "interrupt").mode()).isEqualTo(StopMode.INTERRUPT);
	}

	private static JobTrigger trigger(JobRequest request) {
		return request.trigger("nightly", ZoneId.of("UTC"));
	}

}
