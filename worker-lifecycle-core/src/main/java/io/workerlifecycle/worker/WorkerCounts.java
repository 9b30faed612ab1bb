package io.workerlifecycle.worker;

/**
 * How often things happened to a worker since its application started.
 *
 * @param starts lives begun
 * @param stops lives that ended in good order
 * @param restarts lives begun by the supervisor after a backoff
 * @param errors lives that ended in an error, and clean-ups that threw
 * @since 0.1.0
 */
public record WorkerCounts(long starts, long stops, long restarts, long errors) {

	static final WorkerCounts NONE = new WorkerCounts(0, 0, 0, 0);

	WorkerCounts started() {
		return new WorkerCounts(this.starts + 1, this.stops, this.restarts, this.errors);
	}

	WorkerCounts stopped() {
		return new WorkerCounts(this.starts, this.stops + 1, this.restarts, this.errors);
	}

	WorkerCounts restarted() {
		return new WorkerCounts(this.starts, this.stops, this.restarts + 1, this.errors);
	}

	WorkerCounts erred() {
		return new WorkerCounts(this.starts, this.stops, this.restarts, this.errors + 1);
	}

}
