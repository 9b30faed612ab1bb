package io.workerlifecycle.autoconfigure.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StatusKeeperTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);

	/** Written by the test, read by the keeper. */
	private volatile String health = "UP";

	@TempDir
	private Path directory;

	private Path pidFile;

	private Acquired lock;

	private StatusKeeper keeper;

	@BeforeEach
	void begin() throws Exception {
		this.pidFile = this.directory.resolve("orders.pid");
		this.lock = (Acquired) new InstanceLock(this.pidFile).tryAcquire();
		Files.writeString(this.pidFile, Long.toString(ProcessHandle.current().pid()));
		this.context.registerBean(HealthSource.class, () -> () -> this.health);
		this.context.refresh();
		this.keeper = new StatusKeeper(this.context, new StatusPlace(this.pidFile, Path.of("/var/log/orders.log")),
				this.time, () -> "HUP", this.context.getBeanProvider(HealthSource.class));
	}

	@AfterEach
	void end() {
		this.keeper.destroy();
		this.lock.hold().close();
		this.context.close();
	}

	@Test
	void startReadinessReloadAndStopAreToldAtOnce() {
		new StatusPlace(this.pidFile, null).begin();
		assertThat(status().values()).containsOnlyKeys(StatusKey.PID, StatusKey.STATE, StatusKey.SINCE);
		assertThat(status().is(ProcessState.STARTING)).isTrue();
		ready();
		await(StatusKey.STATE, "READY");
		assertThat(status().isOf(ProcessHandle.current().pid())).isTrue();
		assertThat(status().get(StatusKey.LOG_FILE)).isEqualTo("/var/log/orders.log");
		assertThat(status().get(StatusKey.RELOAD_SIGNAL)).isEqualTo("HUP");
		this.keeper.begun(ReloadCause.SIGNAL);
		await(StatusKey.STATE, "RELOADING");
		this.keeper.ended(new ReloadResult(ReloadOutcome.REFUSED, ReloadCause.SIGNAL, Instant.EPOCH, Duration.ZERO,
				List.of(), "no"));
		await(StatusKey.RELOAD_REASON, "no");
		assertThat(status().is(ProcessState.READY)).isTrue();
		this.keeper.onClose(new ContextClosedEvent(this.context));
		await(StatusKey.STATE, "STOPPING");
	}

	@Test
	void healthIsLookedAtEveryTenSeconds() {
		ready();
		awaitHealth("UP");
		this.health = "DOWN";
		awaitHealth("DOWN");
	}

	@Test
	void nothingIsToldAfterTheEnd() {
		ready();
		await(StatusKey.STATE, "READY");
		this.keeper.destroy();
		this.keeper.onClose(new ContextClosedEvent(this.context));
		this.keeper.write();
		assertThat(status().is(ProcessState.READY)).isTrue();
	}

	@Test
	void whoDoesNotHoldTheLockSaysNothing() {
		Path other = this.directory.resolve("other.pid");
		StatusPlace place = new StatusPlace(other, null);
		place.begin();
		assertThat(place.isOurs()).isFalse();
		assertThat(other.resolveSibling("other.pid.status")).doesNotExist();
	}

	private void ready() {
		this.keeper.onApplicationEvent(
				new ApplicationReadyEvent(new SpringApplication(), new String[0], this.context, Duration.ZERO));
	}

	private ProcessStatus status() {
		return ProcessStatus.beside(this.pidFile);
	}

	private void await(StatusKey key, String value) {
		while (!value.equals(status().get(key))) {
			LockSupport.parkNanos(1_000_000);
		}
	}

	/** Timers of the keeper come from two threads. */
	private void awaitHealth(String value) {
		while (!value.equals(status().get(StatusKey.HEALTH))) {
			this.time.advance(HealthWatch.INTERVAL);
			LockSupport.parkNanos(1_000_000);
		}
	}

}
