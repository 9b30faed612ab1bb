package io.workerlifecycle.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets one scheduler fire many jobs each second for a while. Prints one line of figures
 * and ends: lateness in microseconds (median, 99th percentile, longest), microseconds of
 * CPU and bytes for each firing, and the part of the firings that came.
 */
final class FiringApplication {

	private static final int JOBS = Integer.getInteger("jobs", 10_000);

	/** Seconds that do not count: the compiler is at work. */
	private static final int WARM_UP = Integer.getInteger("warmup", 60);

	private static final int SECONDS = Integer.getInteger("seconds", 5);

	private FiringApplication() {
	}

	public static void main(String[] args) throws Exception {
		QuietLog.begin();
		FiringPattern pattern = FiringPattern.valueOf(args[1]);
		JobEngine engine = Peer.valueOf(args[0]).start();
		FiringWindow window = new FiringWindow(SECONDS);
		List<Firings> jobs = new ArrayList<>();
		for (int i = 0; i < JOBS; i++) {
			long phase = pattern.phase(i, JOBS);
			jobs.add(new Firings(window, phase));
			engine.add("job-" + i, pattern.rhythm(soon().plusNanos(phase)), jobs.get(i));
		}
		measure(window, jobs);
		System.exit(0);
	}

	private static void measure(FiringWindow window, List<Firings> jobs) throws InterruptedException {
		window.open(WARM_UP);
		ThreadCost before = new ThreadCost();
		window.awaitEnd();
		ThreadCost after = new ThreadCost();
		Thread.sleep(Duration.ofSeconds(1).toMillis());
		long[] lateness = jobs.stream().flatMapToLong(Firings::latenessNanos).sorted().toArray();
		double ideal = (double) JOBS * SECONDS;
		JavaProcess.print(quantile(lateness, 0.5), quantile(lateness, 0.99), quantile(lateness, 1),
				after.cpuNanosSince(before) / lateness.length / 1000, after.bytesSince(before) / lateness.length,
				100 * lateness.length / ideal);
	}

	/** A whole second that will not have passed before the job is there. */
	private static Instant soon() {
		return Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
	}

	private static double quantile(long[] sorted, double part) {
		return sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))] / 1000.0;
	}

}
