package io.workerlifecycle.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What the Java threads of this process have cost so far: not the compiler's and the
 * collector's. A thread that ended is forgotten.
 */
final class ThreadCost {

	private final Map<Long, Long> cpuNanos = new HashMap<>();

	private final Map<Long, Long> bytes = new HashMap<>();

	ThreadCost() {
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		for (long id : threads.getAllThreadIds()) {
			this.cpuNanos.put(id, Math.max(0, threads.getThreadCpuTime(id)));
			this.bytes.put(id, Math.max(0, threads.getThreadAllocatedBytes(id)));
		}
	}

	double cpuNanosSince(ThreadCost before) {
		return difference(before.cpuNanos, this.cpuNanos);
	}

	double bytesSince(ThreadCost before) {
		return difference(before.bytes, this.bytes);
	}

	private static double difference(Map<Long, Long> before, Map<Long, Long> after) {
		return after.entrySet()
			.stream()
			.mapToDouble((entry) -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L))
			.sum();
	}

}
