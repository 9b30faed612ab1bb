package io.workerlifecycle.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The troubles of one kind, each path once, the last seen last. Safe for use by several
 * threads. Bounded: where more paths than that are in trouble, the oldest are forgotten.
 */
final class TroubleList {

	private static final int MAX_PATHS = 10_000;

	private static final int MAX_REPORTED = 20;

	private final Map<FileKey, Sighting> sightings = new LinkedHashMap<>();

	private long times;

	synchronized void add(FileKey key, long scan, Trouble trouble) {
		this.times++;
		this.sightings.remove(key);
		this.sightings.put(key, new Sighting(scan, trouble));
		if (this.sightings.size() > MAX_PATHS) {
			Iterator<FileKey> oldest = this.sightings.keySet().iterator();
			oldest.next();
			oldest.remove();
		}
	}

	synchronized void remove(FileKey key) {
		this.sightings.remove(key);
	}

	synchronized void forgetBefore(long scan) {
		this.sightings.values().removeIf((sighting) -> sighting.scan() < scan);
	}

	synchronized long times() {
		return this.times;
	}

	synchronized TroubleReport report() {
		List<Trouble> all = new ArrayList<>(this.sightings.values().stream().map(Sighting::trouble).toList());
		Collections.reverse(all);
		return new TroubleReport(all.size(), this.times,
				List.copyOf(all.subList(0, Math.min(MAX_REPORTED, all.size()))));
	}

	private record Sighting(long scan, Trouble trouble) {
	}

}
