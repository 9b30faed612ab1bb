package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which a job could not fire.
 *
 * @param last the last instant before it, up to which firings are accounted for
 * @param now its end; firings that are due now are missed too
 */
record Downtime(Instant last, Instant now) {

	/** The part of it that is not longer ago than an age. */
	Downtime within(Duration age) {
		if (Duration.between(this.last, this.now).compareTo(age) <= 0) {
			return this;
		}
		// What is exactly so old is not too old.
		return new Downtime(this.now.minus(age).minusNanos(1), this.now);
	}

	Downtime before(Instant firing) {
		return new Downtime(this.last, firing.minusNanos(1));
	}

	boolean contains(Instant instant) {
		return instant.isAfter(this.last) && !instant.isAfter(this.now);
	}

}
