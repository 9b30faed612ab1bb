package io.workerlifecycle.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a starter adds to the start of an application with a web server and Actuator.
 * Loaded classes and beans do not depend on noise; the time is the median of interleaved
 * runs, and its spread is the machine's.
 */
final class StartUpCost {

	private static final int ROUNDS = Integer.getInteger("rounds", 10);

	private StartUpCost() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Map<Variant, List<Figures>> runs = new EnumMap<>(Variant.class);
		for (Variant variant : Variant.values()) {
			variant.run();
			runs.put(variant, new ArrayList<>());
		}
		for (int round = 0; round < ROUNDS; round++) {
			for (Map.Entry<Variant, List<Figures>> entry : runs.entrySet()) {
				entry.getValue().add(entry.getKey().run());
			}
		}
		print(runs);
	}

	private static void print(Map<Variant, List<Figures>> runs) {
		System.out.printf("JDK %s, %d interleaved rounds, medians%n", Runtime.version(), ROUNDS);
		System.out.printf("%-17s %8s %6s %9s %7s%n", "", "classes", "beans", "heap kB", "ms");
		runs.forEach((variant, figures) -> System.out.printf("%-17s %8d %6d %9d %7d%n", variant,
				Figures.median(figures, Figures::classes), Figures.median(figures, Figures::beans),
				Figures.median(figures, Figures::heapKilobytes), Figures.median(figures, Figures::millis)));
	}

}
