package io.workerlifecycle.worker;

import io.workerlifecycle.time.TimeSource;

/**
 * One worker, for those who watch it.
 *
 * @param definition the worker
 * @param ports the world
 * @param journal what is known of it
 * @param progress what its code says of its work
 */
record Watched(WorkerDefinition definition, SupervisorPorts ports, WorkerJournal journal, WorkerProgress progress) {

	/** How it is run at present; read from any thread. */
	WorkerSettings settings() {
		return this.journal.current().settings();
	}

	TimeSource time() {
		return this.ports.time();
	}

	Alarm alarm() {
		return new Alarm(this.ports);
	}

}
