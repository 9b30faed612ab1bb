package io.workerlifecycle.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class AlertDispatcherTests {

	private final CountDownLatch release = new CountDownLatch(1);

	private final AlertHandler hanging = (alert) -> this.release.await();

	@AfterEach
	void releaseWhatHangs() {
		this.release.countDown();
	}

	@Test
	void firstRaiseIsToldWithEverythingThatIsKnown() {
		IllegalStateException cause = new IllegalStateException("no luck");
		try (Alarms alarms = Alarms.begun()) {
			alarms.alerts
				.raise(new Problem(Alarms.ORDERS, "failed", AlertSeverity.CRITICAL, "Worker 'orders' failed", cause));
			Instant now = alarms.time.now();
			assertThat(alarms.awaitTold())
				.containsExactly(new Alert(Alarms.KEY, AlertStatus.RAISED, AlertSeverity.CRITICAL, Alarms.ORDERS,
						"Worker 'orders' failed: java.lang.IllegalStateException: no luck", cause, now, now, 1));
		}
	}

	@Test
	void raiseWithinTheRepeatIntervalIsCountedAndNotTold() {
		try (Alarms alarms = Alarms.begun()) {
			alarms.raise("first");
			alarms.time.advance(Duration.ofMinutes(59));
			alarms.raise("second");
			assertThat(alarms.awaitTexts()).containsExactly("RAISED first");
			assertThat(alarms.alerts.open()).singleElement()
				.satisfies((alert) -> assertThat(alert.count()).isEqualTo(2))
				.satisfies((alert) -> assertThat(alert.message()).isEqualTo("second"));
		}
	}

	@Test
	void raiseAfterTheRepeatIntervalIsToldWithTheCount() {
		try (Alarms alarms = Alarms.begun()) {
			Instant since = alarms.time.now();
			alarms.raise("first");
			alarms.raise("second");
			alarms.time.advance(Duration.ofHours(1));
			alarms.raise("third");
			alarms.raise("fourth");
			assertThat(alarms.awaitTexts()).containsExactly("RAISED first", "REPEATED third");
			assertThat(alarms.told.get(1)).satisfies((alert) -> assertThat(alert.count()).isEqualTo(3))
				.satisfies((alert) -> assertThat(alert.since()).isEqualTo(since))
				.satisfies((alert) -> assertThat(alert.at()).isEqualTo(since.plus(Duration.ofHours(1))));
		}
	}

	@Test
	void wallClockThatIsSetChangesNoRepeatInterval() {
		try (Alarms alarms = Alarms.begun()) {
			alarms.raise("first");
			alarms.time.jump(Duration.ofDays(1));
			alarms.raise("second");
			alarms.time.jump(Duration.ofDays(-2));
			alarms.time.advance(Duration.ofHours(1));
			alarms.raise("third");
			assertThat(alarms.awaitTexts()).containsExactly("RAISED first", "REPEATED third");
		}
	}

	@Test
	void resolveOfAnOpenAlertIsToldWithItsCountAndBeginning() {
		try (Alarms alarms = Alarms.begun()) {
			Instant since = alarms.time.now();
			alarms.raise("first");
			alarms.raise("second");
			alarms.time.advance(Duration.ofMinutes(5));
			alarms.resolve("well again");
			assertThat(alarms.awaitTold()).last()
				.isEqualTo(new Alert(Alarms.KEY, AlertStatus.RESOLVED, AlertSeverity.WARNING, Alarms.ORDERS,
						"well again", null, since, since.plus(Duration.ofMinutes(5)), 2));
			assertThat(alarms.alerts.open()).isEmpty();
		}
	}

	@Test
	void resolveOfWhatIsNotOpenIsNotTold() {
		try (Alarms alarms = Alarms.begun()) {
			alarms.resolve("never was ill");
			alarms.raise("first");
			alarms.resolve("well");
			alarms.resolve("well still");
			assertThat(alarms.awaitTexts()).containsExactly("RAISED first", "RESOLVED well");
		}
	}

	@Test
	void raiseAfterAResolveIsAFirstOneAgain() {
		try (Alarms alarms = Alarms.begun()) {
			alarms.raise("first");
			alarms.resolve("well");
			alarms.raise("second");
			assertThat(alarms.awaitTexts()).containsExactly("RAISED first", "RESOLVED well", "RAISED second");
			assertThat(alarms.told.get(2).count()).isEqualTo(1);
		}
	}

	@Test
	void problemsOfOneThingAreApart() {
		try (Alarms alarms = Alarms.begun()) {
			alarms.raise("failed");
			alarms.alerts.raise(new Problem(Alarms.ORDERS, "gave-up", AlertSeverity.CRITICAL, "gave up", null));
			alarms.resolve("well");
			assertThat(alarms.awaitTexts()).containsExactly("RAISED failed", "RAISED gave up", "RESOLVED well");
			assertThat(alarms.alerts.open()).extracting(Alert::key).containsExactly("worker:orders:gave-up");
		}
	}

	@Test
	void handlerThatThrowsIsToldOfTheNextAlertAndSoAreOthers() {
		CountDownLatch thrown = new CountDownLatch(2);
		try (Alarms alarms = Alarms.begun((alert) -> {
			thrown.countDown();
			throw new AssertionError("the handler's own fault");
		})) {
			alarms.raise("first");
			alarms.resolve("well");
			assertThat(alarms.awaitTexts()).containsExactly("RAISED first", "RESOLVED well");
			assertThat(thrown.getCount()).isZero();
		}
	}

	@Test
	void hangingHandlerHoldsUpNoOtherAndNobodyWhoRaises() {
		try (Alarms alarms = Alarms.begun(this.hanging)) {
			alarms.raise("first");
			alarms.resolve("well");
			await().until(() -> alarms.told.size() == 2);
		}
	}

	@Test
	void fullQueueDropsWhatComesAndGoesOnAfterwards() {
		CountDownLatch entered = new CountDownLatch(1);
		AtomicReference<String> last = new AtomicReference<>();
		AlertHandler slow = (alert) -> {
			entered.countDown();
			this.release.await();
			last.set(alert.message());
		};
		try (Alarms alarms = Alarms.begun(slow)) {
			IntStream.range(0, AlertLane.CAPACITY + 1)
				.forEach((i) -> alarms.alerts.raise(new Problem(new AlertSubject("job", "j" + i), "failed",
						AlertSeverity.WARNING, String.valueOf(i), null)));
			await().until(() -> entered.getCount() == 0);
			this.release.countDown();
			alarms.awaitTold();
			assertThat(last).hasValue(String.valueOf(AlertLane.CAPACITY - 1));
			alarms.raise("after");
			alarms.awaitTold();
			assertThat(last).hasValue("after");
		}
	}

	@Test
	void openAlertsAreBoundedAndTheOldestIsForgotten() {
		try (Alarms alarms = new Alarms()) {
			alarms.raise("oldest");
			IntStream.range(0, AlertLedger.CAPACITY)
				.forEach((i) -> alarms.alerts.raise(new Problem(new AlertSubject("job", "j" + i), "failed",
						AlertSeverity.WARNING, "failed", null)));
			assertThat(alarms.alerts.open()).hasSize(AlertLedger.CAPACITY)
				.extracting(Alert::key)
				.doesNotContain(Alarms.KEY);
		}
	}

	@Test
	void whatIsOpenBeforeThereAreHandlersIsToldWhenTheyAre() {
		try (Alarms alarms = new Alarms()) {
			alarms.raise("early");
			alarms.alerts.afterSingletonsInstantiated();
			assertThat(alarms.awaitTexts()).containsExactly("RAISED early");
		}
	}

	@Test
	void exceptionWhoseTextThrowsIsNamedByItsClass() {
		try (Alarms alarms = Alarms.begun()) {
			alarms.alerts
				.raise(new Problem(Alarms.ORDERS, "failed", AlertSeverity.WARNING, "failed", new Unspeakable()));
			assertThat(alarms.awaitTexts())
				.containsExactly("RAISED failed: " + Unspeakable.class.getName() + " (its text cannot be read)");
			assertThat(alarms.told.get(0).toString()).contains("failed");
		}
	}

	@Test
	void messageOfAnyLengthIsCut() {
		try (Alarms alarms = Alarms.begun()) {
			alarms.raise("x".repeat(100_000));
			assertThat(alarms.awaitTold().get(0).message()).hasSize(2_000).endsWith("x …");
		}
	}

	@Test
	void stopWaitsUntilHandlersWereToldOfWhatWasRaised() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		try (Alarms alarms = Alarms.begun((alert) -> {
			entered.countDown();
			this.release.await();
		})) {
			alarms.raise("last");
			assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			alarms.alerts.stop(() -> stopped.complete(null));
			assertThat(stopped).isNotDone();
			this.release.countDown();
			stopped.get(20, TimeUnit.SECONDS);
			assertThat(alarms.alerts.isRunning()).isFalse();
		}
	}

	@Test
	void stopGoesOnWithoutAHandlerThatHangs() {
		try (Alarms alarms = Alarms.begun(this.hanging)) {
			alarms.raise("last");
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			alarms.alerts.stop(() -> stopped.complete(null));
			alarms.time.advance(Duration.ofMillis(1_999));
			assertThat(stopped).isNotDone();
			alarms.time.advance(Duration.ofMillis(1));
			assertThat(stopped).isDone();
		}
	}

	@Test
	void handlerIsToldNothingAfterTheClose() {
		CountDownLatch entered = new CountDownLatch(1);
		AtomicReference<String> last = new AtomicReference<>();
		Alarms alarms = Alarms.begun((alert) -> {
			last.set(alert.message());
			entered.countDown();
			this.release.await();
		});
		alarms.raise("handled");
		await().until(() -> entered.getCount() == 0);
		alarms.resolve("left in the queue");
		alarms.close();
		this.release.countDown();
		alarms.awaitTold();
		alarms.raise("after the close");
		assertThat(alarms.alerts.isRunning()).isFalse();
		assertThat(last).hasValue("handled");
	}

	@SuppressWarnings("serial")
	static final class Unspeakable extends RuntimeException {

		@Override
		public String getMessage() {
			throw new StackOverflowError("no words");
		}

	}

}
