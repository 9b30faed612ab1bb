package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

import io.workerlifecycle.worker.Workers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The endpoint {@code workers}: all workers, or one.
 */
@Endpoint(id = "workers", defaultAccess = Access.READ_ONLY)
final class WorkersEndpoint {

	private final Workers workers;

	WorkersEndpoint(Workers workers) {
		this.workers = workers;
	}

	@ReadOperation
	WorkersView workers() {
		return new WorkersView(this.workers.list().stream().map(WorkerView::of).toList());
	}

	@ReadOperation
	@Nullable WorkerView worker(@Selector String name) {
		return this.workers.find(name).map(WorkerView::of).orElse(null);
	}

	/**
	 * All workers as the endpoint shows them.
	 */
	record WorkersView(List<WorkerView> workers) implements OperationResponseBody {
	}

}
