package io.workerlifecycle.autoconfigure.job;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds what somebody may have meant by a name that is not there.
 */
final class SimilarNames {

	private static final int MOST = 5;

	private SimilarNames() {
	}

	/** A sentence with the few names that are nearest. */
	static String to(String name, String... candidates) {
		String wanted = name.toLowerCase(Locale.ROOT);
		int reach = Math.max(1, wanted.length() / 3);
		List<String> similar = Arrays.stream(candidates)
			.filter((candidate) -> distance(wanted, candidate) <= reach)
			.sorted(Comparator.comparingInt((candidate) -> distance(wanted, candidate)))
			.limit(MOST)
			.toList();
		return similar.isEmpty() ? "None has a similar name." : "Similar names: " + String.join(", ", similar) + ".";
	}

	/** None where one is part of the other, else how many characters differ. */
	private static int distance(String wanted, String candidate) {
		String other = candidate.toLowerCase(Locale.ROOT);
		return (other.contains(wanted) || wanted.contains(other)) ? 0 : edits(wanted, other);
	}

	// Levenshtein's distance, row by row.
	private static int edits(String one, String other) {
		int[] row = new int[other.length() + 1];
		Arrays.setAll(row, (index) -> index);
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int replaced = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length()];
	}

}
