package io.workerlifecycle.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's own scheduler, at a fixed rate. It knows no cron: of a cron expression it
 * makes a firing at each whole second.
 */
final class ExecutorEngine implements JobEngine {

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

	@Override
	public void add(String name, Rhythm rhythm, Firings firings) {
		Instant first = (rhythm instanceof Rhythm.EachSecond each) ? each.first()
				: Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
		this.executor.scheduleAtFixedRate(firings, Duration.between(Instant.now(), first).toNanos(),
				Rhythm.EachSecond.INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
	}

}
