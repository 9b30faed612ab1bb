package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many threads command and reconfigure one worker at random, while it throws, returns and
 * is slow at random.
 */
@Timeout(120)
class RandomScheduleTests {

	private static final int THREADS = 6;

	private static final int COMMANDS = 300;

	private final AtomicInteger alive = new AtomicInteger();

	private final AtomicInteger mostAlive = new AtomicInteger();

	private final AtomicInteger stopsAsked = new AtomicInteger();

	private final AtomicInteger stopsAnswered = new AtomicInteger();

	private final AtomicInteger startUps = new AtomicInteger();

	private final AtomicInteger shutDowns = new AtomicInteger();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void twoLivesNeverOverlapAndEveryMoveIsLegal(long seed) throws Exception {
		try (Supervision supervision = new Supervision()) {
			WorkerLifecycle lifecycle = supervision.register("w", new Moody(seed),
					Supervision.settings(RestartPolicy.ALWAYS, Integer.MAX_VALUE));
			lifecycle.start();
			List<Thread> commanders = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				commanders.add(commander(supervision, lifecycle, seed * 31 + i));
			}
			for (Thread commander : commanders) {
				commander.join();
			}
			lifecycle.stop();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.alive.get() == 0);
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> this.stopsAnswered.get() >= this.stopsAsked.get());
			supervision.time.advance(Duration.ofMinutes(1));
			assertThat(this.stopsAnswered).hasValue(this.stopsAsked.get());
			assertThat(this.mostAlive).hasValueLessThanOrEqualTo(1);
			assertThat(this.startUps.get()).isPositive().isEqualTo(this.shutDowns.get());
			assertThat(lifecycle.isRunning()).isFalse();
			assertChained(supervision.recorder.transitions);
		}
	}

	private static void assertChained(List<WorkerTransition> transitions) {
		WorkerState state = WorkerState.INITIALIZING;
		for (WorkerTransition transition : transitions) {
			assertThat(transition.from()).isEqualTo(state);
			assertThat(state.canMoveTo(transition.to())).isTrue();
			state = transition.to();
		}
		assertThat(state).isEqualTo(WorkerState.STOPPED);
	}

	private Thread commander(Supervision supervision, WorkerLifecycle lifecycle, long seed) {
		Random random = new Random(seed);
		Thread thread = Supervision.daemon(() -> {
			for (int i = 0; i < COMMANDS; i++) {
				command(supervision, lifecycle, random);
			}
		});
		thread.start();
		return thread;
	}

	private void command(Supervision supervision, WorkerLifecycle lifecycle, Random random) {
		switch (random.nextInt(10)) {
			case 0 -> unlessDisabled(() -> supervision.supervisor.start("w"));
			case 1 -> supervision.supervisor.stop("w");
			case 2 -> unlessDisabled(() -> supervision.supervisor.restart("w"));
			case 3 -> supervision.supervisor.pause("w");
			case 4, 5 -> supervision.supervisor.resume("w");
			case 6 -> {
				this.stopsAsked.incrementAndGet();
				lifecycle.stop(this.stopsAnswered::incrementAndGet);
			}
			case 7 -> lifecycle.start();
			case 8 -> supervision.supervisor.reconfigure(Map.of("w", settings(random)));
			default -> supervision.time.advance(Duration.ofMillis(random.nextInt(500)));
		}
		LockSupport.parkNanos(random.nextInt(100_000));
	}

	private static void unlessDisabled(Runnable command) {
		try {
			command.run();
		}
		catch (IllegalStateException ex) {
			assertThat(ex).hasMessageContaining("is disabled");
		}
	}

	private static WorkerSettings settings(Random random) {
		SettingsBuilder settings = new SettingsBuilder().restart(RestartPolicy.ALWAYS, Integer.MAX_VALUE)
			.stopTimeout(Duration.ofMillis(500 + random.nextInt(10_000)))
			.health(new HealthSettings(Duration.ofMillis(random.nextInt(3) * 100), Duration.ofSeconds(1), true))
			.stall(Duration.ofMillis(random.nextInt(3) * 200), StallAction.RESTART);
		return ((random.nextInt(5) == 0) ? settings.disabled() : settings).build();
	}

	private final class Moody implements Worker {

		private final Random random;

		private Moody(long seed) {
			this.random = new Random(seed);
		}

		@Override
		public void onStartup(WorkerContext context) throws Exception {
			RandomScheduleTests.this.startUps.incrementAndGet();
			RandomScheduleTests.this.mostAlive.accumulateAndGet(RandomScheduleTests.this.alive.incrementAndGet(),
					Math::max);
			maybeThrow();
		}

		@Override
		public void run(WorkerContext context) throws Exception {
			while (context.keepRunning()) {
				maybeThrow();
				if (roll(20)) {
					return;
				}
				context.awaitStop(Duration.ofMillis(50));
			}
		}

		@Override
		public void onShutdown(WorkerContext context) throws Exception {
			RandomScheduleTests.this.shutDowns.incrementAndGet();
			RandomScheduleTests.this.alive.decrementAndGet();
			maybeThrow();
		}

		private void maybeThrow() throws IOException {
			if (roll(10)) {
				throw new IOException("mood");
			}
		}

		private synchronized boolean roll(int sides) {
			return this.random.nextInt(sides) == 0;
		}

	}

}
