package io.workerlifecycle.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a thousand workers cost: as workers of this starter, on platform and on virtual
 * threads, and as {@code SmartLifecycle} beans that run a thread each, written by hand.
 * Each run is a process of its own, in interleaved rounds.
 */
final class WorkerCrowd {

	private static final int ROUNDS = Integer.getInteger("rounds", 7);

	private static final int WORKERS = Integer.getInteger("workers", 1000);

	private WorkerCrowd() {
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		Map<CrowdKind, List<CrowdFigures>> runs = new EnumMap<>(CrowdKind.class);
		for (CrowdKind kind : CrowdKind.values()) {
			if (kind.isPossible()) {
				run(kind);
				runs.put(kind, new ArrayList<>());
			}
		}
		for (int round = 0; round < ROUNDS; round++) {
			for (Map.Entry<CrowdKind, List<CrowdFigures>> entry : runs.entrySet()) {
				entry.getValue().add(run(entry.getKey()));
			}
		}
		print(runs);
	}

	private static void print(Map<CrowdKind, List<CrowdFigures>> runs) {
		System.out.printf("JDK %s, %d workers, %d interleaved rounds, medians%n", Runtime.version(), WORKERS, ROUNDS);
		System.out.printf("%-18s %9s %8s %8s %9s %9s%n", "", "start ms", "stop ms", "threads", "heap kB", "RSS MB");
		runs.forEach((kind, figures) -> System.out.printf("%-18s %9d %8d %8d %9d %9d%n", kind,
				CrowdFigures.median(figures, CrowdFigures::startMillis),
				CrowdFigures.median(figures, CrowdFigures::stopMillis),
				CrowdFigures.median(figures, CrowdFigures::threads),
				CrowdFigures.median(figures, CrowdFigures::heapKilobytes),
				CrowdFigures.median(figures, CrowdFigures::residentMegabytes)));
	}

	private static CrowdFigures run(CrowdKind kind) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-classpath", System.getProperty("java.class.path"), CrowdApplication.class.getName(), kind.name(),
				String.valueOf(WORKERS))
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = output.lines().toList();
			if (process.waitFor() != 0) {
				throw new IllegalStateException(kind + " failed: " + String.join("\n", lines));
			}
			return lines.stream()
				.filter((line) -> line.contains(CrowdApplication.MARK))
				.map(CrowdFigures::parse)
				.findFirst()
				.orElseThrow();
		}
	}

}
