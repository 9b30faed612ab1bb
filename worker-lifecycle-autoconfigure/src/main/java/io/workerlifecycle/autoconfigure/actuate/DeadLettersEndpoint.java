package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;
import java.util.Map;

import io.workerlifecycle.autoconfigure.message.DeadLetter;
import io.workerlifecycle.autoconfigure.message.DeadLetterReplayException;
import io.workerlifecycle.autoconfigure.message.DeadLetters;
import io.workerlifecycle.worker.NoSuchWorkerException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The endpoint {@code deadletters}: what message workers could not process, without what
 * it says; and, where access is unrestricted, a way to send it again.
 */
@Endpoint(id = "deadletters", defaultAccess = Access.READ_ONLY)
final class DeadLettersEndpoint {

	private static final String REPLAY = "replay";

	private final DeadLetters letters;

	private final CommandAudit audit;

	DeadLettersEndpoint(DeadLetters letters, CommandAudit audit) {
		this.letters = letters;
		this.audit = audit;
	}

	@ReadOperation
	BoxesView boxes() {
		return new BoxesView(this.letters.workers()
			.stream()
			.map((worker) -> new CountView(worker, this.letters.list(worker).size()))
			.toList());
	}

	@ReadOperation
	@Nullable BoxView box(@Selector String worker) {
		try {
			return new BoxView(worker, this.letters.list(worker));
		}
		catch (NoSuchWorkerException ex) {
			return null;
		}
	}

	@WriteOperation
	WebEndpointResponse<OperationResponseBody> command(@Selector String worker, @Nullable String action,
			@Nullable String id, SecurityContext security) {
		if (!REPLAY.equals(action)) {
			return new WebEndpointResponse<>(RefusalView.unknownAction(action, List.of(REPLAY)),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		Command command = Command.toDeadLetters(worker, (id != null) ? Map.of("id", id) : Map.of());
		try {
			CommandResult result = replay(worker, id);
			this.audit.tell(security.getPrincipal(), command, result);
			return result.response();
		}
		catch (RuntimeException ex) {
			this.audit.tell(security.getPrincipal(), command,
					new CommandResult.Unfit("It failed: " + ex.getClass().getName()));
			throw ex;
		}
	}

	private CommandResult replay(String worker, @Nullable String id) {
		try {
			int replayed = this.letters.replay(worker, id);
			if (id != null && replayed == 0) {
				return new CommandResult.NoSuchName("Worker '" + worker + "' has no dead letter '" + id
						+ "' that could be sent, or its channel has no room");
			}
			return new CommandResult.Accepted(new ReplayView(worker, replayed, this.letters.list(worker).size()),
					Map.of("replayed", replayed));
		}
		catch (NoSuchWorkerException ex) {
			return new CommandResult.NoSuchName(String.valueOf(ex.getMessage()));
		}
		catch (DeadLetterReplayException ex) {
			return new CommandResult.Unfit(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * All workers whose dead letters can be seen.
	 */
	record BoxesView(List<CountView> workers) implements OperationResponseBody {
	}

	/**
	 * How many letters a worker has, up to those that are looked at.
	 */
	record CountView(String worker, int letters) {
	}

	/**
	 * The letters of one worker.
	 */
	record BoxView(String worker, List<DeadLetter> letters) implements OperationResponseBody {
	}

	/**
	 * What was sent again, and what is still there.
	 */
	record ReplayView(String worker, int replayed, int left) implements OperationResponseBody {
	}

}
