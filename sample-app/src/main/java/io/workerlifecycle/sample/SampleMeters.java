package io.workerlifecycle.sample;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meters of the sample: what waits for the hasher, and troubles by kind.
 *
 * @param queue what waits
 * @param troubles what went wrong
 */
record SampleMeters(FindingQueue queue, Troubles troubles) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("sample.queue.depth", this.queue, FindingQueue::depth)
			.description("Findings that wait for the hasher")
			.register(registry);
		for (TroubleKind kind : TroubleKind.values()) {
			FunctionCounter.builder("sample.troubles", this.troubles, (list) -> list.times(kind))
				.description("Paths that could not be looked at as they should, in all scans")
				.tag("kind", kind.name())
				.register(registry);
		}
	}

}
