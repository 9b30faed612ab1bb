package io.workerlifecycle.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adds many cron jobs to one scheduler. Prints one line of figures and ends: microseconds
 * and microseconds of CPU for each job, and the heap that each retains.
 */
final class RegistrationApplication {

	private static final int JOBS = Integer.getInteger("jobs", 100_000);

	private RegistrationApplication() {
	}

	public static void main(String[] args) throws Exception {
		QuietLog.begin();
		// Half a day away, so that none fires.
		Rhythm daily = new Rhythm.Cron("0 0 " + (LocalTime.now(ZoneId.systemDefault()).getHour() + 12) % 24 + " * * *");
		FiringWindow never = new FiringWindow(0);
		List<String> names = IntStream.range(0, JOBS).mapToObj((i) -> "job-" + i).toList();
		List<Firings> bodies = names.stream().map((name) -> new Firings(never, 0)).toList();
		JobEngine engine = Peer.valueOf(args[0]).start();
		long heap = usedHeap();
		ThreadCost before = new ThreadCost();
		long start = System.nanoTime();
		for (int i = 0; i < JOBS; i++) {
			engine.add(names.get(i), daily, bodies.get(i));
		}
		double micros = (System.nanoTime() - start) / 1000.0;
		double cpuMicros = new ThreadCost().cpuNanosSince(before) / 1000;
		JavaProcess.print(micros / JOBS, cpuMicros / JOBS, (double) (usedHeap() - heap) / JOBS);
		System.exit(0);
	}

	private static long usedHeap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
