package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.job.JobTrigger;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * When a job fires, as the endpoint shows it.
 *
 * @param type {@code cron}, {@code fixedRate}, {@code fixedDelay}, {@code at},
 * {@code trigger} or {@code -}
 * @param value the expression or the interval, or {@code null} for a disabled job
 * @param zone the time zone of a cron expression, or {@code null}
 */
@JsonInclude
record TriggerView(String type, @Nullable String value, @Nullable String zone) {

	static TriggerView of(JobTrigger trigger) {
		if (trigger instanceof JobTrigger.Cron cron) {
			return new TriggerView("cron", cron.expression(), cron.zone().getId());
		}
		if (trigger instanceof JobTrigger.FixedRate rate) {
			return new TriggerView("fixedRate", rate.interval().toString(), null);
		}
		if (trigger instanceof JobTrigger.FixedDelay delay) {
			return new TriggerView("fixedDelay", delay.interval().toString(), null);
		}
		if (trigger instanceof JobTrigger.At at) {
			return new TriggerView("at", at.instant().toString(), null);
		}
		if (trigger instanceof JobTrigger.Custom custom) {
			return new TriggerView("trigger", custom.trigger().toString(), null);
		}
		return new TriggerView("-", null, null);
	}

}
