package io.workerlifecycle.benchmarks;

/**
 * What takes messages from a channel in memory. The first that others are compared with
 * is the raw loop.
 */
enum MessagePeer {

	/** The limit. */
	RAW("`receive()` loop") {
		@Override
		MessageEngine start() {
			return new RawLoopEngine(MessageApplication.channelInMemory());
		}
	},

	/** Of this project, in an application without a meter registry. */
	WORKER("`MessageWorker`, no meters") {
		@Override
		MessageEngine start() {
			return new WorkerEngine(JobsApplication.Meters.NONE);
		}
	},

	/** Of this project, with its own meters. */
	WORKER_METERED("`MessageWorker`, Prometheus") {
		@Override
		MessageEngine start() {
			return new WorkerEngine(JobsApplication.Meters.PROMETHEUS);
		}
	},

	/** As Spring Integration takes messages. */
	POLLER("Spring Integration's poller") {
		@Override
		MessageEngine start() {
			return new PollerEngine();
		}
	},

	/** A method called for each message. */
	ASYNC("`@Async`") {
		@Override
		MessageEngine start() {
			return new AsyncEngine();
		}
	};

	private final String title;

	MessagePeer(String title) {
		this.title = title;
	}

	/** Starts it; it takes nothing yet. */
	abstract MessageEngine start() throws Exception;

	@Override
	public String toString() {
		return this.title;
	}

}
