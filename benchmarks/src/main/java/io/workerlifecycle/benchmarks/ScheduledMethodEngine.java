package io.workerlifecycle.benchmarks;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

import io.micrometer.observation.ObservationRegistry;

import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.ScheduledMethodRunnable;
import org.springframework.util.ReflectionUtils;

/**
 * Methods with {@code @Scheduled}, registered the way Spring does when it finds the
 * annotation, on one thread, which is the default of Spring Boot.
 */
final class ScheduledMethodEngine implements JobEngine {

	private static final Method RUN = Objects.requireNonNull(ReflectionUtils.findMethod(Firings.class, "run"));

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final ScheduledTaskRegistrar registrar = new ScheduledTaskRegistrar();

	private final Supplier<ObservationRegistry> observations;

	private ScheduledMethodEngine(Supplier<ObservationRegistry> observations) {
		this.observations = observations;
		this.scheduler.initialize();
		this.registrar.setTaskScheduler(this.scheduler);
	}

	static ScheduledMethodEngine unobserved() {
		return new ScheduledMethodEngine(() -> ObservationRegistry.NOOP);
	}

	/** With the observation registry that Spring Boot configures. */
	static ScheduledMethodEngine observed() {
		ObservationRegistry registry = JobsApplication
			.start(JobsApplication.Meters.OBSERVED, "--worker-lifecycle.enabled=false")
			.getBean(ObservationRegistry.class);
		return new ScheduledMethodEngine(() -> registry);
	}

	@Override
	public void add(String name, Rhythm rhythm, Firings firings) {
		Runnable method = new ScheduledMethodRunnable(firings, RUN, null, this.observations);
		if (rhythm instanceof Rhythm.Cron cron) {
			this.registrar.scheduleCronTask(new CronTask(method, cron.expression()));
		}
		else if (rhythm instanceof Rhythm.EachSecond each) {
			this.registrar.scheduleFixedRateTask(new FixedRateTask(method, Rhythm.EachSecond.INTERVAL,
					Duration.between(Instant.now(), each.first())));
		}
	}

}
