package io.workerlifecycle.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.message.MessageFlow;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.WorkerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Makes views of workers, with their messages.
 *
 * @param flows what becomes of messages
 * @param time where time comes from
 */
record WorkerViews(FlowLookup flows, TimeSource time) {

	List<WorkerView> of(List<WorkerSnapshot> workers) {
		Instant now = this.time.now();
		Map<String, MessageFlow> known = this.flows.list();
		return workers.stream().map((worker) -> of(worker, known.get(worker.name()), now)).toList();
	}

	WorkerView of(WorkerSnapshot worker) {
		return of(worker, this.flows.find(worker.name()), this.time.now());
	}

	private WorkerView of(WorkerSnapshot worker, @Nullable MessageFlow flow, Instant now) {
		return WorkerView.of(worker, (flow != null) ? messages(worker.name(), flow) : null, now);
	}

	private MessagesView messages(String worker, MessageFlow flow) {
		return MessagesView.of(flow, this.flows.depth(worker, flow), this.flows.oldestAge(worker, flow));
	}

}
