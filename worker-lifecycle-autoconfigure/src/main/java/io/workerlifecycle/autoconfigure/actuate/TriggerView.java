package io.workerlifecycle.autoconfigure.actuate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.workerlifecycle.job.JobTrigger;
import org.jspecify.annotations.Nullable;

/**
 * When a job fires, as the endpoint shows it.
 *
 * @param type {@code cron}, {@code fixedRate}, {@code fixedDelay}, {@code at},
 * {@code trigger} or {@code -}
 * @param value the expression, the interval, the moment or the trigger in words, or
 * {@code null} for a disabled job
 * @param zone the time zone of a cron expression, or {@code null}
 * @param words when it fires, in plain English
 */
@JsonInclude
record TriggerView(String type, @Nullable String value, @Nullable String zone, String words) {

	static TriggerView of(JobTrigger trigger) {
		if (trigger instanceof JobTrigger.Cron cron) {
			return new TriggerView("cron", cron.expression(), cron.zone().getId(), trigger.inWords());
		}
		if (trigger instanceof JobTrigger.FixedRate rate) {
			return new TriggerView("fixedRate", rate.interval().toString(), null, trigger.inWords());
		}
		if (trigger instanceof JobTrigger.FixedDelay delay) {
			return new TriggerView("fixedDelay", delay.interval().toString(), null, trigger.inWords());
		}
		if (trigger instanceof JobTrigger.At at) {
			return new TriggerView("at", at.instant().toString(), null, trigger.inWords());
		}
		if (trigger instanceof JobTrigger.Custom custom) {
			return new TriggerView("trigger", custom.trigger().toString(), null, trigger.inWords());
		}
		return new TriggerView("-", null, null, trigger.inWords());
	}

}
