package io.workerlifecycle.benchmarks;

/**
 * What takes messages from a channel in a database. The first that others are compared
 * with is Spring Integration.
 */
enum DurablePeer {

	/** As Spring Integration takes messages, on the thread of its scheduler. */
	POLLER("Spring Integration's poller") {
		@Override
		DurableEngine start(DurableDatabase database) {
			return new DurablePollerEngine(database, 1);
		}
	},

	/** Of this project, with its own meters. */
	WORKER("`MessageWorker`") {
		@Override
		DurableEngine start(DurableDatabase database) {
			return DurableWorkerEngine.ofSingles(database, 1);
		}
	},

	/** Of this project, with its own meters. */
	BATCHES("`BatchWorker`, 100 at once") {
		@Override
		DurableEngine start(DurableDatabase database) {
			return DurableWorkerEngine.ofBatches(database, 1);
		}
	},

	/** As Spring Integration takes messages, with a task executor. */
	POLLER_THREADS("Spring Integration's poller, 4 threads") {
		@Override
		DurableEngine start(DurableDatabase database) {
			return new DurablePollerEngine(database, THREADS);
		}
	},

	/** Of this project, with its own meters. */
	WORKER_THREADS("`MessageWorker`, 4 threads") {
		@Override
		DurableEngine start(DurableDatabase database) {
			return DurableWorkerEngine.ofSingles(database, THREADS);
		}
	},

	/** Of this project, with its own meters. */
	BATCHES_THREADS("`BatchWorker`, 100 at once, 4 threads") {
		@Override
		DurableEngine start(DurableDatabase database) {
			return DurableWorkerEngine.ofBatches(database, THREADS);
		}
	};

	private static final int THREADS = 4;

	private final String title;

	DurablePeer(String title) {
		this.title = title;
	}

	/** Starts it; it takes nothing yet. */
	abstract DurableEngine start(DurableDatabase database);

	@Override
	public String toString() {
		return this.title;
	}

}
