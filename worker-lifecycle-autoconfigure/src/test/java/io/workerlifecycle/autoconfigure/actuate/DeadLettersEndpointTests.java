package io.workerlifecycle.autoconfigure.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.workerlifecycle.autoconfigure.message.DeadLetter;
import io.workerlifecycle.autoconfigure.message.DeadLetterReplayException;
import io.workerlifecycle.autoconfigure.message.DeadLetters;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is answered to commands to dead letters, and what auditors are told of them.
 */
@Timeout(10)
class DeadLettersEndpointTests {

	private final List<Object> published = new ArrayList<>();

	@Test
	void replayThatFailsIsAuditedWithoutItsText() {
		String secret = UUID.randomUUID().toString();
		assertThatIllegalArgumentException().isThrownBy(() -> replay(new IllegalArgumentException(secret)));
		assertThat(this.published).singleElement()
			.extracting((event) -> ((AuditApplicationEvent) event).getAuditEvent())
			.satisfies((event) -> {
				assertThat(event.getType()).isEqualTo("DEAD_LETTERS_REPLAY");
				assertThat(event.getData()).containsEntry("outcome", "refused")
					.containsEntry("reason", "It failed: java.lang.IllegalArgumentException");
			});
	}

	@Test
	void replayThatIsRefusedIsAConflictWithItsReasonAndAudited() {
		WebEndpointResponse<OperationResponseBody> response = replay(new DeadLetterReplayException("no room"));
		assertThat(response.getStatus()).isEqualTo(409);
		assertThat(response.getBody()).isEqualTo(RefusalView.because("no room"));
		assertThat(this.published).singleElement()
			.extracting((event) -> ((AuditApplicationEvent) event).getAuditEvent().getData().get("reason"))
			.isEqualTo("no room");
	}

	private WebEndpointResponse<OperationResponseBody> replay(RuntimeException failure) {
		CommandAudit audit = new CommandAudit(this.published::add, new VirtualTimeSource(Instant.EPOCH));
		return new DeadLettersEndpoint(new Failing(failure), audit).command("picky", "replay", null,
				SecurityContext.NONE);
	}

	record Failing(RuntimeException failure) implements DeadLetters {

		@Override
		public List<String> workers() {
			return List.of("picky");
		}

		@Override
		public List<DeadLetter> list(String worker) {
			return List.of();
		}

		@Override
		public int replay(String worker, String id) {
			throw this.failure;
		}

	}

}
