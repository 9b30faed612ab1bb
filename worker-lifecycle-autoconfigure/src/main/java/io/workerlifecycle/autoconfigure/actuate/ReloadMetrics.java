package io.workerlifecycle.autoconfigure.actuate;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.workerlifecycle.reload.ReloadObserver;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;

/**
 * Counts reloads by their outcome. All counters are there from the start, so that zero
 * shows.
 */
final class ReloadMetrics implements ReloadObserver {

	private final Map<ReloadOutcome, Counter> counters;

	ReloadMetrics(MeterRegistry registry) {
		Map<ReloadOutcome, Counter> byOutcome = new EnumMap<>(ReloadOutcome.class);
		Arrays.stream(ReloadOutcome.values()).forEach((outcome) -> byOutcome.put(outcome, counter(registry, outcome)));
		this.counters = Collections.unmodifiableMap(byOutcome);
	}

	@Override
	public void ended(ReloadResult result) {
		Objects.requireNonNull(this.counters.get(result.outcome())).increment();
	}

	private static Counter counter(MeterRegistry registry, ReloadOutcome outcome) {
		return Counter.builder("worker.lifecycle.reloads")
			.description("Reloads of the configuration")
			.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
			.register(registry);
	}

}
