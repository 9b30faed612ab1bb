package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.time.VirtualTimeSource;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.HealthRecord;
import io.workerlifecycle.worker.HealthResult;
import io.workerlifecycle.worker.Prospect;
import io.workerlifecycle.worker.WorkRecord;
import io.workerlifecycle.worker.WorkerCondition;
import io.workerlifecycle.worker.WorkerCounts;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What systemd is told, in virtual time.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServiceNoticesTests {

	private static final Duration WATCHDOG = Duration.ofSeconds(20);

	private static final WorkerCondition WELL = new WorkerCondition(false, null, List.of(), null, null, Prospect.OPEN,
			true);

	private static final WorkerCondition STALLED = new WorkerCondition(false, null, List.of(), null, Instant.EPOCH,
			Prospect.OPEN, true);

	private static final WorkerCondition NEW = new WorkerCondition(false, null, List.of(), null, null, Prospect.OPEN,
			false);

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);

	private final List<String> sent = new ArrayList<>();

	private final List<WorkerSnapshot> workers = new ArrayList<>();

	private final ServiceNotices notices = new ServiceNotices(this.sent::add, this.time, Runnable::run, null);

	private final ServiceNotices watched = new ServiceNotices(this.sent::add, this.time, Runnable::run, WATCHDOG);

	@Test
	void applicationWithoutWorkersIsReadyAtOnce() {
		this.notices.starting();
		this.notices.ready(() -> this.workers);
		assertThat(this.sent).containsExactly("EXTEND_TIMEOUT_USEC=30000000\nSTATUS=starting",
				"READY=1\nSTATUS=running");
	}

	@Test
	void applicationIsReadyWhenItsCriticalWorkersRun() {
		this.workers.add(worker("plain", false, WorkerState.STARTING, NEW));
		this.workers.add(worker("orders", true, WorkerState.STARTING, NEW));
		this.notices.ready(() -> this.workers);
		assertThat(this.sent).containsExactly("STATUS=workers running 0 of 2, waiting for 'orders'");
		replace(1, worker("orders", true, WorkerState.RUNNING, WELL));
		assertThat(this.sent).endsWith("READY=1\nSTATUS=workers running 1 of 2");
	}

	@Test
	void slowStartIsExtendedAndAStuckOneIsNot() {
		this.notices.starting();
		this.time.advance(ServiceNotices.LONGEST_START.plusHours(1));
		assertThat(this.sent).hasSize(60).containsOnly("EXTEND_TIMEOUT_USEC=30000000\nSTATUS=starting");
	}

	@Test
	void startThatIsOverIsExtendedNoMore() {
		this.notices.starting();
		this.notices.ready(() -> this.workers);
		this.time.advance(Duration.ofHours(1));
		assertThat(this.sent).hasSize(2);
	}

	@Test
	void manyChangesAtOnceAreOneStatus() {
		this.workers.add(worker("orders", false, WorkerState.STARTING, NEW));
		this.notices.ready(() -> this.workers);
		this.sent.clear();
		for (int i = 0; i < 100; i++) {
			this.workers.set(0, worker("orders", false, WorkerState.RUNNING, WELL));
			this.notices.conditionChanged(this.workers.get(0), NEW);
		}
		assertThat(this.sent).isEmpty();
		this.time.advance(Duration.ofSeconds(1));
		assertThat(this.sent).containsExactly("STATUS=workers running 1 of 1");
	}

	@Test
	void reloadIsTimedByTheMonotonicClockAndEndsReady() {
		this.notices.ready(() -> this.workers);
		this.sent.clear();
		this.time.advance(Duration.ofMillis(1500));
		this.notices.begun(ReloadCause.SIGNAL);
		this.notices.ended(result(ReloadOutcome.APPLIED, null));
		assertThat(this.sent).containsExactly("RELOADING=1\nMONOTONIC_USEC=1500000\nSTATUS=reloading",
				"READY=1\nSTATUS=running");
	}

	@Test
	void refusedReloadIsReadyAgainAndSaysWhyInOneLine() {
		this.notices.ready(() -> this.workers);
		this.notices.begun(ReloadCause.SIGNAL);
		this.notices.ended(result(ReloadOutcome.REFUSED, "cron of job 'a' is none\nat line 7"));
		assertThat(this.sent).endsWith("READY=1\nSTATUS=running; reload refused: cron of job 'a' is none");
	}

	@Test
	void stopIsToldAndNothingElseAfterIt() {
		this.notices.starting();
		this.notices.ready(() -> this.workers);
		this.notices.stopping();
		this.notices.begun(ReloadCause.SIGNAL);
		this.workers.add(worker("orders", false, WorkerState.RUNNING, WELL));
		this.notices.removed(this.workers.get(0));
		this.time.advance(Duration.ofHours(1));
		assertThat(this.sent).endsWith("READY=1\nSTATUS=running", "STOPPING=1\nSTATUS=stopping").hasSize(3);
	}

	@Test
	void watchdogGetsItsSignTwiceInItsTime() {
		this.watched.ready(() -> this.workers);
		this.time.advance(Duration.ofSeconds(35));
		assertThat(this.sent).containsExactly("READY=1\nSTATUS=running", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1",
				"WATCHDOG=1");
	}

	@Test
	void watchdogGetsNoSignWhileACriticalWorkerIsStalled() {
		this.workers.add(worker("orders", true, WorkerState.RUNNING, WELL));
		this.watched.ready(() -> this.workers);
		this.workers.set(0, worker("orders", true, WorkerState.RUNNING, STALLED));
		this.sent.clear();
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.sent).isEmpty();
		this.workers.set(0, worker("orders", true, WorkerState.RUNNING, WELL));
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.sent).containsExactly("WATCHDOG=1");
	}

	@Test
	void watchdogGetsNoSignWhenACriticalWorkerGaveUpOrWasAbandoned() {
		for (Prospect prospect : List.of(new Prospect.GaveUp(), new Prospect.Abandoned())) {
			WorkerCondition end = new WorkerCondition(false, null, List.of(), null, null, prospect, true);
			assertThat(ServiceStatus.of(List.of(worker("orders", true, WorkerState.ERROR, end))).stuck())
				.containsExactly("orders");
		}
	}

	@Test
	void watchdogDoesNotMindAWorkerThatIsNotCritical() {
		assertThat(ServiceStatus.of(List.of(worker("orders", false, WorkerState.RUNNING, STALLED))).stuck()).isEmpty();
	}

	@Test
	void watchdogGetsItsSignWhileTheApplicationStops() {
		this.workers.add(worker("orders", true, WorkerState.RUNNING, STALLED));
		this.watched.ready(() -> this.workers);
		this.watched.stopping();
		this.sent.clear();
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.sent).containsExactly("WATCHDOG=1");
	}

	@Test
	void withoutAWatchdogThereIsNoSign() {
		this.notices.ready(() -> this.workers);
		this.time.advance(Duration.ofHours(1));
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void noticeThatCannotBeSentHarmsNobody() {
		ServiceNotices deaf = new ServiceNotices((notice) -> {
			throw new IOException("nobody listens");
		}, this.time, Runnable::run, WATCHDOG);
		deaf.starting();
		deaf.logIsThere();
		deaf.ready(() -> this.workers);
		this.time.advance(Duration.ofMinutes(1));
		deaf.stopping();
		assertThat(this.sent).isEmpty();
	}

	private void replace(int index, WorkerSnapshot worker) {
		WorkerCondition before = this.workers.get(index).condition();
		this.workers.set(index, worker);
		this.notices.conditionChanged(worker, before);
		this.time.advance(Duration.ofSeconds(1));
	}

	private static ReloadResult result(ReloadOutcome outcome, @Nullable String reason) {
		return new ReloadResult(outcome, ReloadCause.SIGNAL, Instant.EPOCH, Duration.ZERO, List.of(), reason);
	}

	private static WorkerSnapshot worker(String name, boolean critical, WorkerState state, WorkerCondition condition) {
		WorkerSettings standard = WorkerSettings.STANDARD;
		WorkerSettings settings = new WorkerSettings(true, true, critical, standard.order(), standard.startTimeout(),
				standard.stopTimeout(), standard.restart(), standard.health(), standard.recovery(), standard.stall(),
				standard.onGiveUp());
		return new WorkerSnapshot(name, settings, state, DesiredState.RUNNING, 1, condition,
				new WorkerCounts(1, 0, 0, 0), new WorkRecord(0, 0, Duration.ZERO),
				new HealthRecord(HealthResult.UNKNOWN, null, 0, null), null, null, null, List.of());
	}

}
