package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker that people have stopped, and that was abandoned since it ignored that.
 */
@Timeout(60)
class AbandonedWorkerTests {

	private final Supervision supervision = new Supervision();

	private final CountDownLatch release = new CountDownLatch(1);

	private WorkerLifecycle lifecycle;

	@BeforeEach
	void abandon() {
		this.lifecycle = this.supervision.running("w", (context) -> {
			ScriptedWorker.awaitStubbornly(this.release);
			Supervision.idle().run(context);
		}, new SettingsBuilder().build());
		this.supervision.supervisor.stop("w");
		passStopTimeout();
		assertThat(this.supervision.snapshot("w").abandoned()).isTrue();
		assertThat(this.lifecycle.isRunning()).isFalse();
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void restartIsFollowedByALifeWhenTheThreadHasEnded() {
		this.supervision.supervisor.restart("w");
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
		this.release.countDown();
		this.supervision.await("w", (snapshot) -> snapshot.incarnation() == 2 && snapshot.state() == RUNNING);
	}

	@Test
	void restartDoesNotAbandonItAgain() {
		this.supervision.supervisor.restart("w");
		passStopTimeout();
		assertThat(this.supervision.snapshot("w").counts().errors()).isEqualTo(1);
	}

	@Test
	void lifeThatWillFollowARestartIsCancelledByAStopOfTheApplication() {
		this.supervision.supervisor.restart("w");
		assertThat(this.lifecycle.isRunning()).isTrue();
		this.lifecycle.stop();
		this.release.countDown();
		this.supervision.await("w", WorkerState.STOPPED);
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
	}

	private void passStopTimeout() {
		this.supervision.pass(Duration.ofSeconds(10));
		this.supervision.pass(StopEscalation.GRACE);
	}

}
