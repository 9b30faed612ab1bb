package io.workerlifecycle.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * The meters of one worker or job, which come and go together. Not safe for use from
 * several threads at once.
 */
final class MeterGroup {

	private final List<Meter> meters;

	private final MeterRegistry registry;

	private final Tags owner;

	/**
	 * Creates a group without meters.
	 * @param owner the tag that all of them have
	 * @param expected how many they will be
	 */
	MeterGroup(MeterRegistry registry, Tags owner, int expected) {
		this.meters = new ArrayList<>(expected);
		this.registry = registry;
		this.owner = owner;
	}

	MeterRegistry registry() {
		return this.registry;
	}

	/**
	 * Makes room for a meter. Where one is there already the registry would keep it,
	 * though what it reads may be gone.
	 * @return all tags of the meter
	 */
	Tags vacant(String meter, Tags tags) {
		Tags all = this.owner.and(tags);
		this.registry.removeByPreFilterId(new Meter.Id(meter, all, null, null, Meter.Type.OTHER));
		return all;
	}

	<M extends Meter> M add(M meter) {
		this.meters.add(meter);
		return meter;
	}

	void drop(Meter meter) {
		this.meters.remove(meter);
		this.registry.remove(meter);
	}

	void remove() {
		this.meters.forEach(this.registry::remove);
	}

}
