package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Fires with a beat that all jobs of an equal cron trigger share.
 */
final class CronPace implements Pace {

	private final CronBeat beat;

	private final @Nullable Duration initialDelay;

	CronPace(CronBeat beat, @Nullable Duration initialDelay) {
		this.beat = beat;
		this.initialDelay = initialDelay;
	}

	@Override
	public Run run(Consumer<Instant> firing) {
		return new CronRun(this.beat, (this.initialDelay != null) ? this.initialDelay : Duration.ZERO, firing);
	}

}
