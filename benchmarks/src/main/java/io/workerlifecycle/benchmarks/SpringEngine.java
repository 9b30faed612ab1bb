package io.workerlifecycle.benchmarks;

import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Spring's scheduler, called by the application, with one thread, which is the default of
 * Spring Boot.
 */
final class SpringEngine implements JobEngine {

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	SpringEngine() {
		this.scheduler.initialize();
	}

	@Override
	public void add(String name, Rhythm rhythm, Firings firings) {
		if (rhythm instanceof Rhythm.Cron cron) {
			this.scheduler.schedule(firings, new CronTrigger(cron.expression()));
		}
		else if (rhythm instanceof Rhythm.EachSecond each) {
			this.scheduler.scheduleAtFixedRate(firings, each.first(), Rhythm.EachSecond.INTERVAL);
		}
	}

}
