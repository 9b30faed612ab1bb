package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.WorkerState;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A listener container as the endpoint shows it among the workers.
 *
 * @param listenerId what its library or the application calls it
 * @param actions what it can be told to do
 */
@JsonInclude
record ListenerView(String name, String kind, WorkerState state, DesiredState desired, boolean paused, boolean failed,
		String listenerId, List<String> actions) implements OperationResponseBody {

	static ListenerView of(ListenerSnapshot listener) {
		ListenerContainer container = listener.container();
		return new ListenerView(listener.name(), container.kind(), listener.state(), listener.desired(),
				listener.paused(), listener.failed(), container.id(),
				container.actions().stream().map(WorkerAction::toString).toList());
	}

}
