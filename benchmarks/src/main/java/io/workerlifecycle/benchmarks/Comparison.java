package io.workerlifecycle.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The same program with each peer, each run a process of its own, in interleaved rounds.
 * Prints a table in Markdown: of each figure the median of the rounds, and in brackets
 * its ratio to that of the peer that others are compared with.
 *
 * @param <P> the peers there are
 */
final class Comparison<P extends Enum<P>> {

	private final Map<P, List<double[]>> runs;

	private final Class<?> program;

	private final List<String> columns;

	private final P measure;

	/**
	 * Creates a comparison that has not run.
	 * @param program prints one figure for each column
	 * @param columns titles of the figures
	 * @param measure whom others are compared with
	 */
	Comparison(Class<?> program, List<String> columns, P measure) {
		this.runs = new EnumMap<>(measure.getDeclaringClass());
		this.measure = measure;
		this.program = program;
		this.columns = columns;
	}

	Comparison<P> run(Rounds<P> rounds, String... arguments) throws IOException, InterruptedException {
		for (int round = 0; round < rounds.count(); round++) {
			for (P peer : rounds.peers()) {
				String[] all = Stream.concat(Stream.of(peer.name()), Arrays.stream(arguments)).toArray(String[]::new);
				this.runs.computeIfAbsent(peer, (first) -> new ArrayList<>())
					.add(JavaProcess.figures(this.program, all));
			}
		}
		return this;
	}

	void print() {
		System.out.println("| | " + String.join(" | ", this.columns) + " |");
		System.out.println("|---|" + "--:|".repeat(this.columns.size()));
		this.runs.keySet().forEach(this::printRow);
	}

	private void printRow(P peer) {
		StringBuilder row = new StringBuilder("| ").append(peer).append(" |");
		for (int column = 0; column < this.columns.size(); column++) {
			double median = median(peer, column);
			row.append(' ').append(number(median));
			if (this.runs.containsKey(this.measure)) {
				row.append(String.format(Locale.ROOT, " (%.2f)", median / median(this.measure, column)));
			}
			row.append(" |");
		}
		System.out.println(row);
	}

	private double median(P peer, int column) {
		double[] sorted = this.runs.getOrDefault(peer, List.of())
			.stream()
			.mapToDouble((figures) -> figures[column])
			.sorted()
			.toArray();
		return sorted[sorted.length / 2];
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, (Math.abs(value) < 100) ? "%.1f" : "%,.0f", value);
	}

}
