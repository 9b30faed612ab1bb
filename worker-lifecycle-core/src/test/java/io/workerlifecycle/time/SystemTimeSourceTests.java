package io.workerlifecycle.time;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class SystemTimeSourceTests {

	@Test
	void actionThatThrowsDoesNotEndTheClock() throws Exception {
		try (SystemTimeSource time = new SystemTimeSource()) {
			CompletableFuture<String> thread = new CompletableFuture<>();
			time.schedule(Duration.ZERO, () -> {
				throw new IllegalStateException("bad action");
			});
			time.schedule(Duration.ofMillis(1), () -> thread.complete(Thread.currentThread().getName()));
			assertThat(thread.get(20, TimeUnit.SECONDS)).isEqualTo("worker-lifecycle-clock");
		}
	}

	@Test
	void timerAfterCloseIsDropped() {
		SystemTimeSource time = new SystemTimeSource();
		time.close();
		CompletableFuture<Boolean> ran = new CompletableFuture<>();
		time.schedule(Duration.ZERO, () -> ran.complete(true)).cancel();
		assertThat(ran).isNotDone();
	}

}
