package io.workerlifecycle.autoconfigure.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadObserver;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.reload.Reloadable;
import io.workerlifecycle.reload.Reloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ConfigurationReloadsTests {

	@TempDir
	Path directory;

	@Test
	void requestsThatComeWhileOneRunsAreAnsweredTogetherByOneMore() throws Exception {
		try (Reloading application = start()) {
			Gate gate = application.bean(Gate.class);
			application.write("application.yml", "app.value: 2");
			CompletableFuture<ReloadResult> first = request(application, ReloadCause.SIGNAL);
			assertThat(gate.entered.await(30, TimeUnit.SECONDS)).isTrue();
			application.write("application.yml", "app.value: 3");
			CompletableFuture<ReloadResult> second = request(application, ReloadCause.ENDPOINT);
			CompletableFuture<ReloadResult> third = request(application, ReloadCause.WATCH);
			gate.open.countDown();
			assertThat(first.get(30, TimeUnit.SECONDS).cause()).isEqualTo(ReloadCause.SIGNAL);
			assertThat(second.get(30, TimeUnit.SECONDS)).isSameAs(third.get(30, TimeUnit.SECONDS));
			assertThat(application.bean(Seen.class).told).containsExactly("SIGNAL begins", "SIGNAL APPLIED",
					"ENDPOINT begins", "ENDPOINT APPLIED");
			assertThat(application.bean(Reloads.class).last()).contains(second.get());
		}
	}

	@Test
	void requestBeforeTheApplicationIsReadyWaitsForThat() throws Exception {
		try (Reloading application = start(Early.class)) {
			Early early = application.bean(Early.class);
			assertThat(early.doneBeforeReady).isFalse();
			assertThat(early.answer.get(30, TimeUnit.SECONDS).outcome()).isEqualTo(ReloadOutcome.UNCHANGED);
		}
	}

	@Test
	void requestAfterTheCloseIsRefused() throws Exception {
		Reloading application = start();
		Reloads reloads = application.bean(Reloads.class);
		application.close();
		ReloadResult result = reloads.request(ReloadCause.SIGNAL).toCompletableFuture().get(30, TimeUnit.SECONDS);
		assertThat(result.outcome()).isEqualTo(ReloadOutcome.REFUSED);
		assertThat(result.reason()).isEqualTo("The application closes.");
	}

	@Test
	void requestThatStillWaitsIsRefusedByTheClose() throws Exception {
		Reloading application = start();
		Gate gate = application.bean(Gate.class);
		application.write("application.yml", "app.value: 2");
		CompletableFuture<ReloadResult> running = request(application, ReloadCause.SIGNAL);
		assertThat(gate.entered.await(30, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<ReloadResult> waiting = request(application, ReloadCause.ENDPOINT);
		application.close();
		assertThat(waiting.get(30, TimeUnit.SECONDS).outcome()).isEqualTo(ReloadOutcome.REFUSED);
		gate.open.countDown();
		assertThat(running.get(30, TimeUnit.SECONDS).outcome()).isNotNull();
	}

	@Test
	void observerThatThrowsChangesNothing() {
		try (Reloading application = start(Throwing.class)) {
			application.bean(Gate.class).open.countDown();
			application.apply("app.value: 2");
			assertThat(application.bean(Seen.class).told).containsExactly("CODE begins", "CODE APPLIED");
		}
	}

	private Reloading start(Class<?>... more) {
		Class<?>[] all = java.util.stream.Stream
			.concat(java.util.stream.Stream.of(Parts.class, Gate.class), java.util.Arrays.stream(more))
			.toArray(Class<?>[]::new);
		return Reloading.start(this.directory, "app.value: 1", all);
	}

	private static CompletableFuture<ReloadResult> request(Reloading application, ReloadCause cause) {
		return application.bean(Reloads.class).request(cause).toCompletableFuture();
	}

	@Configuration(proxyBeanMethods = false)
	static class Parts {

		@Bean
		Seen seen() {
			return new Seen();
		}

	}

	/**
	 * Asks for a reload while the application starts.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Early {

		CompletableFuture<ReloadResult> answer = new CompletableFuture<>();

		boolean doneBeforeReady;

		private static boolean ends(CompletableFuture<ReloadResult> answer) throws Exception {
			try {
				answer.get(300, TimeUnit.MILLISECONDS);
				return true;
			}
			catch (TimeoutException ex) {
				return false;
			}
		}

		@Bean
		ApplicationRunner early(Reloads reloads) {
			return (arguments) -> {
				this.answer = reloads.request(ReloadCause.SIGNAL).toCompletableFuture();
				this.doneBeforeReady = ends(this.answer);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Throwing {

		@Bean
		ReloadObserver throwing() {
			return new ReloadObserver() {

				@Override
				public void begun(ReloadCause cause) {
					throw new IllegalStateException("mine");
				}

			};
		}

	}

	static class Seen implements ReloadObserver {

		final List<String> told = new ArrayList<>();

		@Override
		public void begun(ReloadCause cause) {
			this.told.add(cause + " begins");
		}

		@Override
		public void ended(ReloadResult result) {
			this.told.add(result.cause() + " " + result.outcome());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Gate {

		final CountDownLatch entered = new CountDownLatch(1);

		final CountDownLatch open = new CountDownLatch(1);

		@Bean
		Reloadable reloadable() {
			return (change) -> {
				this.entered.countDown();
				this.open.await();
			};
		}

	}

}
