package io.workerlifecycle.autoconfigure.actuate;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

@Timeout(10)
class CommandAuditTests {

	private static final CommandResult ACCEPTED = new CommandResult.Accepted(RefusalView.because("nothing"));

	private static final Command STOP = Command.toWorker("poller", WorkerAction.STOP);

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);

	@Test
	void auditorThatThrowsChangesNothing() {
		CommandAudit audit = new CommandAudit((event) -> {
			throw new IllegalStateException("the auditor is ill");
		}, this.time);
		assertThatNoException().isThrownBy(() -> audit.tell(null, STOP, ACCEPTED));
	}

	@Test
	void eventHasTheTimeOfTheOneSource() {
		assertThat(audited(() -> "ada").getAuditEvent().getTimestamp()).isEqualTo(this.time.now());
	}

	@Test
	void principalWithoutANameIsAnonymous() {
		assertThat(audited(() -> null).getAuditEvent().getPrincipal()).isEqualTo("anonymousUser");
	}

	private AuditApplicationEvent audited(Principal principal) {
		List<Object> published = new ArrayList<>();
		new CommandAudit(published::add, this.time).tell(principal, STOP, ACCEPTED);
		assertThat(published).hasSize(1);
		return (AuditApplicationEvent) published.get(0);
	}

}
