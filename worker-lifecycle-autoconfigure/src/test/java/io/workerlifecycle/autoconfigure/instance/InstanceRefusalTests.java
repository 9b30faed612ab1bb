package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.instance.HolderSighting.Seen;
import io.workerlifecycle.instance.HolderSighting.Unseen;
import io.workerlifecycle.instance.LockHolder;
import io.workerlifecycle.lock.LockOutcome.NotGuaranteed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class InstanceRefusalTests {

	private static final Instant NINE_TWELVE = LocalDateTime.of(2026, 3, 1, 9, 12)
		.atZone(ZoneId.systemDefault())
		.toInstant();

	private final InstanceRefusal refusal = new InstanceRefusal(Path.of("/run/orders.pid"));

	@Test
	void holderIsNamedWithItsPidTimeAndProgram() {
		FailureAnalysis analysis = this.refusal
			.heldBy(new Seen(4711, NINE_TWELVE, "orders.jar"), NINE_TWELVE.plusSeconds(60))
			.analysis();
		assertThat(analysis.getDescription())
			.isEqualTo("Another instance holds /run/orders.pid (pid 4711, since 09:12, orders.jar).");
		assertThat(analysis.getAction())
			.isEqualTo("Stop it, or set worker-lifecycle.instance.pid-file to another path.");
	}

	@Test
	void whatCannotBeSeenOfAHolderIsLeftOut() {
		assertThat(this.refusal.heldBy(new Seen(4711, NINE_TWELVE, null), NINE_TWELVE.plusSeconds(60)))
			.hasMessage("Another instance holds /run/orders.pid (pid 4711, since 09:12).");
		assertThat(this.refusal.heldBy(new Seen(4711, null, null), NINE_TWELVE))
			.hasMessage("Another instance holds /run/orders.pid (pid 4711).");
	}

	@Test
	void holderOfAnotherDayIsNamedWithTheDate() {
		assertThat(this.refusal.heldBy(new Seen(4711, NINE_TWELVE, null), NINE_TWELVE.plusSeconds(86_400)))
			.hasMessageContaining("since 2026-03-01 09:12)");
	}

	@Test
	void holderThatIsNotVisibleIsToldWithWhatThePidFileSays() {
		assertThat(this.refusal.heldBy(new Unseen(new LockHolder(1, NINE_TWELVE)), NINE_TWELVE))
			.hasMessage("Another instance holds /run/orders.pid: holder not visible (other container), "
					+ "the PID file says pid 1, since 09:12.");
	}

	@Test
	void holderOfWhomNothingIsKnownIsNotGuessed() {
		assertThat(this.refusal.heldBy(new Unseen(null), NINE_TWELVE))
			.hasMessage("Another instance holds /run/orders.pid: holder not visible (other container), "
					+ "the PID file is missing or names no process.");
	}

	@Test
	void onlyAnotherInstanceHasAnExitCodeOfItsOwn() {
		assertThat(this.refusal.heldBy(new Unseen(null), NINE_TWELVE).getExitCode()).isEqualTo(75);
		assertThat(this.refusal.notGuaranteed(new NotGuaranteed("No.", "Try")))
			.isNotInstanceOf(ExitCodeGenerator.class);
		assertThat(this.refusal.notWritten(new IOException("disk full"))).isNotInstanceOf(ExitCodeGenerator.class);
	}

	@Test
	void deniedWriteIsToldInWords() {
		IOException cause = new AccessDeniedException("/run/orders.pid.1.new");
		assertThat(this.refusal.notWritten(new IllegalStateException("wrapped", cause)))
			.hasMessage("The PID file /run/orders.pid cannot be written: permission denied.");
	}

	@Test
	void wayOutOfAnUnfitPlaceEndsWithTheProperty() {
		FailureAnalysis analysis = this.refusal.notGuaranteed(new NotGuaranteed("It is full.", "Make room")).analysis();
		assertThat(analysis.getDescription()).endsWith("It is full.");
		assertThat(analysis.getAction())
			.isEqualTo("Make room, or set worker-lifecycle.instance.pid-file to another path.");
	}

}
