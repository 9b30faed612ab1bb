package io.workerlifecycle.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class WorkerJournalTests {

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);

	private final WorkerJournal journal = new WorkerJournal(
			new WorkerDefinition("w", Supervision.idle(), WorkerSettings.STANDARD),
			new SupervisorPorts(
					new SupervisorResources(this.time, Supervision::daemon, new KeepAlive(),
							new Shutdown(this.time, Duration.ofSeconds(25)), LogContext.NONE),
					List.of(), Runnable::run, Runnable::run, Runnable::run),
			new Supervision.Recorder());

	@Test
	void illegalMoveIsRefusedAndChangesNothing() {
		assertThatIllegalStateException().isThrownBy(() -> this.journal.move(WorkerState.RUNNING, "too early"))
			.withMessageContaining("'w' cannot go from INITIALIZING to RUNNING: too early");
		assertThat(this.journal.current().history()).isEmpty();
	}

	@Test
	void transitionSaysHowLongTheStateLasted() {
		this.time.advance(Duration.ofSeconds(3));
		this.journal.move(WorkerState.STARTING, "go");
		assertThat(this.journal.current().history()).singleElement()
			.extracting(WorkerTransition::spent)
			.isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void historyKeepsTheLastTwentyTransitions() {
		for (int life = 0; life < 10; life++) {
			this.journal.move(WorkerState.STARTING, "life " + life);
			this.journal.move(WorkerState.ERROR, "end " + life);
		}
		this.journal.move(WorkerState.STARTING, "last");
		assertThat(this.journal.current().history()).hasSize(20)
			.last()
			.extracting(WorkerTransition::reason)
			.isEqualTo("last");
	}

}
