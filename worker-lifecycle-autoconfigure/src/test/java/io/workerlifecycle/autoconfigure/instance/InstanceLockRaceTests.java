package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many processes and one PID file. A process that was refused is used again, so the tests
 * come in the order that starts the fewest.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("processes that were refused")
@Timeout(value = 600, unit = TimeUnit.SECONDS)
@Tag("slow")
@TestMethodOrder(OrderAnnotation.class)
class InstanceLockRaceTests {

	private static final int INSTANCES = 20;

	private static final int ROUNDS = 5;

	private static final Deque<Contender> IDLE = new ArrayDeque<>();

	@TempDir
	private Path directory;

	@AfterAll
	static void endAll() {
		IDLE.forEach(Contender::close);
		IDLE.clear();
	}

	@Test
	@Order(1)
	void exactlyOneOfTwentyRunsAlsoAfterEachKill() {
		race(ROUNDS);
	}

	@Tag("soak")
	@Order(2)
	@RepeatedTest(20)
	void exactlyOneOfTwentyRunsInAHundredRounds() {
		race(ROUNDS);
	}

	@Test
	@Order(3)
	void exactlyOneStandbyTakesOverAtEachKill() throws IOException {
		takeOver(ROUNDS);
	}

	@Tag("soak")
	@Order(4)
	@RepeatedTest(10)
	void exactlyOneStandbyTakesOverAtEachOfAHundredKills() throws IOException {
		takeOver(10);
	}

	@Test
	@Order(5)
	void startAfterAKillAlwaysSucceeds() {
		killAndStart(10);
	}

	@Tag("soak")
	@Order(6)
	@Test
	void startAfterEachOfTwoHundredKillsSucceeds() {
		killAndStart(200);
	}

	/**
	 * Who was refused in one round takes part in the next, so that a few more than twenty
	 * are enough for several rounds of at least twenty.
	 */
	private void race(int rounds) {
		Path pidFile = this.directory.resolve("orders.pid");
		List<Contender> contenders = take(INSTANCES + rounds - 1);
		for (int round = 0; round < rounds; round++) {
			contenders.forEach((contender) -> contender.go(pidFile));
			List<Contender> winners = contenders.stream().filter(Contender::runs).toList();
			assertThat(winners).hasSize(1);
			try (Contender winner = winners.get(0)) {
				contenders.remove(winner);
				assertThat(pidFile).hasContent(Long.toString(winner.process().pid()));
				contenders.forEach(
						(loser) -> assertThat(loser.output()).contains("(pid " + winner.process().pid() + ", since "));
			}
		}
		contenders.forEach(IDLE::add);
	}

	private void killAndStart(int rounds) {
		Path pidFile = this.directory.resolve("orders.pid");
		for (int round = 0; round < rounds; round++) {
			try (Contender next = take(1).get(0).go(pidFile)) {
				assertThat(next.runs()).as(next::output).isTrue();
				assertThat(pidFile).hasContent(Long.toString(next.process().pid()));
			}
		}
	}

	private void takeOver(int rounds) throws IOException {
		Path pidFile = this.directory.resolve("orders.pid");
		List<Contender> standbys = take(rounds + 1);
		List<Duration> times = new ArrayList<>();
		Contender holder = standbys.remove(0).go(pidFile);
		assertThat(holder.runs()).isTrue();
		standbys.forEach((standby) -> standby.go(pidFile, "--worker-lifecycle.instance.on-conflict=wait"));
		standbys.forEach((standby) -> standby.process().awaitLine("Waiting for " + pidFile));
		while (!standbys.isEmpty()) {
			String dead = Long.toString(holder.process().pid());
			long startNanos = System.nanoTime();
			holder.close();
			String pid = awaitOtherPid(pidFile, dead);
			times.add(Duration.ofNanos(System.nanoTime() - startNanos));
			holder = standbys.stream().filter((one) -> pid.equals(Long.toString(one.process().pid()))).findAny().get();
			standbys.remove(holder);
			assertThat(holder.runs()).isTrue();
			assertThat(holder.output()).contains("Took over " + pidFile + " after waiting since ");
			assertThat(standbys).noneMatch((one) -> one.output().contains("Started "));
		}
		holder.close();
		tell(times);
	}

	private static String awaitOtherPid(Path pidFile, String dead) throws IOException {
		String pid = dead;
		while (pid.isEmpty() || pid.equals(dead)) {
			LockSupport.parkNanos(500_000);
			pid = Files.exists(pidFile) ? read(pidFile) : "";
		}
		return pid;
	}

	/** It may go between the question and the reading. */
	private static String read(Path pidFile) throws IOException {
		try {
			return Files.readString(pidFile);
		}
		catch (java.nio.file.NoSuchFileException ex) {
			return "";
		}
	}

	private static void tell(List<Duration> times) {
		Collections.sort(times);
		System.out.println(
				"From the kill of the holder to the PID of a standby: median " + times.get(times.size() / 2).toMillis()
						+ " ms, max " + times.get(times.size() - 1).toMillis() + " ms of " + times.size());
	}

	private static List<Contender> take(int count) {
		Stream<Contender> fresh = Stream.generate(Contender::new).limit(Math.max(0, count - IDLE.size()));
		List<Contender> taken = new ArrayList<>(fresh.toList());
		while (taken.size() < count) {
			taken.add(IDLE.poll());
		}
		taken.forEach(Contender::awaitGate);
		return taken;
	}

}
