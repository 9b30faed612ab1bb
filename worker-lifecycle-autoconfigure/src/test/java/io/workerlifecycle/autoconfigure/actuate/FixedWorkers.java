package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;
import java.util.Optional;

import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.Workers;

/**
 * Workers as a test sets them, which obey nobody.
 */
final class FixedWorkers implements Workers {

	private List<WorkerSnapshot> all;

	FixedWorkers(WorkerSnapshot... all) {
		this.all = List.of(all);
	}

	void set(WorkerSnapshot... newer) {
		this.all = List.of(newer);
	}

	@Override
	public List<WorkerSnapshot> list() {
		return this.all;
	}

	@Override
	public Optional<WorkerSnapshot> find(String name) {
		return this.all.stream().filter((worker) -> worker.name().equalsIgnoreCase(name)).findFirst();
	}

	@Override
	public void start(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void stop(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void restart(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void pause(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void resume(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void add(String name, Worker worker) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void remove(String name) {
		throw new UnsupportedOperationException();
	}

}
