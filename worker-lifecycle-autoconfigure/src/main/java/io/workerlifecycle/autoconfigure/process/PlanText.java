package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * How a plan is written for people.
 */
final class PlanText {

	/** As far from the ends of all phases they are told by their distance. */
	private static final long NEAR = 10_000;

	private PlanText() {
	}

	static String of(Duration duration) {
		return DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE);
	}

	static String phase(int phase) {
		long below = (long) Integer.MAX_VALUE - phase;
		long above = (long) phase - Integer.MIN_VALUE;
		if (below < NEAR) {
			return "phase MAX_VALUE" + ((below != 0) ? " - " + below : "");
		}
		if (above < NEAR) {
			return "phase MIN_VALUE" + ((above != 0) ? " + " + above : "");
		}
		return "phase " + phase;
	}

	/** The first of many, and how many more there are. */
	static List<String> first(int most, List<String> all) {
		if (all.size() <= most) {
			return all;
		}
		List<String> first = new ArrayList<>(all.subList(0, most));
		first.add("and " + (all.size() - most) + " more");
		return first;
	}

}
