package io.workerlifecycle.benchmarks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Spring's scheduler with tasks that do nothing but hand over to as many threads as there
 * are processors: what it costs to keep bodies off the thread of the clock.
 */
final class HandOverEngine implements JobEngine {

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

	HandOverEngine() {
		this.scheduler.initialize();
	}

	@Override
	public void add(String name, Rhythm rhythm, Firings firings) {
		Runnable handOver = () -> this.threads.execute(firings);
		if (rhythm instanceof Rhythm.Cron cron) {
			this.scheduler.schedule(handOver, new CronTrigger(cron.expression()));
		}
		else if (rhythm instanceof Rhythm.EachSecond each) {
			this.scheduler.scheduleAtFixedRate(handOver, each.first(), Rhythm.EachSecond.INTERVAL);
		}
	}

}
