package io.workerlifecycle.worker;

/**
 * How a worker that was removed and has ended leaves: first its place among the life
 * cycles of the application is given up, then its name is free.
 */
record WorkerRemoval(WorkerHost host, SupervisorPorts ports) {

	/**
	 * Gives up the place, without waiting.
	 * @param name the name of the worker
	 * @param done told on the supervisor's thread
	 */
	void begin(String name, Runnable done) {
		// Not on the supervisor's thread: the application's own locks may be held for
		// long.
		this.ports.events().execute(() -> {
			try {
				this.host.removed(name);
			}
			finally {
				this.ports.mailbox().execute(done);
			}
		});
	}

}
