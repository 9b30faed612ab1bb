package io.workerlifecycle.autoconfigure.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.reload.Reloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the signals to a process do, with signals that a test sends.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ProcessSignalsTests {

	private static final SignalPlan ALL = new SignalPlan(SecondSignal.HALT, ReloadSignal.HUP);

	private final FakeSignals fake = new FakeSignals();

	private final AtomicLong nanos = new AtomicLong(1);

	private final ProcessSignals signals = new ProcessSignals(this.fake, this.fake, this.nanos::get);

	private final CountingReloads reloads = new CountingReloads();

	private final SignalledApplication application = application();

	@Test
	void firstSignalToStopExitsOnAThreadThatIsNoDaemon() throws InterruptedException {
		this.signals.take(ALL, this.application);
		this.fake.send("TERM");
		assertThat(this.fake.nextEnd()).isEqualTo("exit 143 on worker-lifecycle-stop");
	}

	@Test
	void interruptHasItsOwnExitCode() throws InterruptedException {
		this.signals.take(ALL, this.application);
		this.fake.send("INT");
		assertThat(this.fake.nextEnd()).isEqualTo("exit 130 on worker-lifecycle-stop");
	}

	@Test
	void secondSignalToStopHaltsAfterThePidFileIsPutAway() throws InterruptedException {
		this.signals.take(ALL, this.application);
		this.fake.send("TERM");
		this.fake.nextEnd();
		this.fake.send("INT");
		assertThat(this.fake.nextEnd()).isEqualTo("put away");
		assertThat(this.fake.nextEnd()).isEqualTo("halt 130");
	}

	@Test
	void interruptThatABuildToolPassesOnIsOneSignal() throws InterruptedException {
		this.signals.take(ALL, this.application);
		this.fake.send("INT");
		this.fake.nextEnd();
		this.nanos.addAndGet(400_000_000);
		this.fake.send("TERM");
		assertThat(this.fake.hasMoreEnds()).isFalse();
		this.nanos.addAndGet(400_000_000);
		this.fake.send("TERM");
		assertThat(this.fake.nextEnd()).isEqualTo("put away");
		assertThat(this.fake.nextEnd()).isEqualTo("halt 143");
	}

	@Test
	void signalsToStopAreLeftAloneWhereASecondOneIsToBeIgnored() {
		this.signals.take(new SignalPlan(SecondSignal.IGNORE, ReloadSignal.USR1), this.application);
		assertThat(this.fake.history).containsExactly("take USR1");
	}

	@Test
	void signalsAreTakenOnceForAllApplicationsOfAProcess() {
		SignalReport first = this.signals.take(ALL, this.application);
		SignalReport second = this.signals.take(ALL, application());
		assertThat(this.fake.history).containsExactly("take TERM", "take INT", "take HUP");
		assertThat(first.stop()).isInstanceOf(SignalAnswer.Taken.class);
		assertThat(second).isEqualTo(new SignalReport(null, ReloadSignal.HUP, null));
	}

	@Test
	void signalsToReloadThatComeBeforeTheApplicationIsReadyAreOne() {
		this.signals.take(ALL, this.application);
		this.fake.send("HUP");
		this.fake.send("HUP");
		assertThat(this.reloads.causes).isEmpty();
		this.application.ready(this.reloads);
		assertThat(this.reloads.causes).containsExactly(ReloadCause.SIGNAL);
		this.fake.send("HUP");
		assertThat(this.reloads.causes).hasSize(2);
	}

	@Test
	void everyApplicationOfTheProcessReloads() {
		SignalledApplication other = application();
		this.signals.take(ALL, this.application);
		this.signals.take(ALL, other);
		this.application.ready(this.reloads);
		other.ready(this.reloads);
		this.fake.send("HUP");
		assertThat(this.reloads.causes).hasSize(2);
	}

	@Test
	void applicationThatClosesReloadsNoMoreAndTheSignalDoesNoHarm() {
		started().close();
		this.fake.send("HUP");
		assertThat(this.reloads.causes).isEmpty();
		assertThat(this.fake.history).containsExactly("take TERM", "take INT", "take HUP");
	}

	@Test
	void applicationThatIsReadyReloads() {
		try (GenericApplicationContext context = started()) {
			this.fake.send("HUP");
			context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], context, null));
			assertThat(this.reloads.next()).isEqualTo(ReloadCause.SIGNAL);
		}
	}

	@Test
	void readinessOfAChildIsNotThatOfItsParent() {
		try (GenericApplicationContext context = started()) {
			this.fake.send("HUP");
			try (GenericApplicationContext child = new GenericApplicationContext(context)) {
				child.refresh();
				child.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], child, null));
			}
			assertThat(this.reloads.first).isNotDone();
			context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], context, null));
			assertThat(this.reloads.next()).isEqualTo(ReloadCause.SIGNAL);
		}
	}

	@Test
	void signalIsGivenBackIfTheApplicationTurnsOutToHaveNoReloads() {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			start(context);
			context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], context, null));
			assertThat(this.fake.history).containsExactly("take TERM", "take INT", "take HUP", "give back HUP");
		}
	}

	@Test
	void signalIsKeptIfAnotherApplicationWantsIt() {
		this.signals.take(ALL, this.application);
		SignalledApplication other = application();
		this.signals.take(ALL, other);
		this.signals.giveBack(other);
		assertThat(this.fake.history).doesNotContain("give back HUP");
	}

	@Test
	void applicationThatDoesNotStartReloadsNoMore() {
		SignalListener listener = new SignalListener(this.signals, new Terminal());
		listener.onApplicationEvent(preparedEnvironment());
		listener.onApplicationEvent(new ApplicationFailedEvent(new SpringApplication(), new String[0], null,
				new IllegalStateException("on purpose")));
		this.fake.send("HUP");
		assertThat(this.fake.history).containsExactly("take TERM", "take INT", "take HUP");
	}

	private GenericApplicationContext started() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean(Reloads.class, () -> this.reloads);
		start(context);
		return context;
	}

	private void start(GenericApplicationContext context) {
		SignalListener listener = new SignalListener(this.signals, new Terminal());
		listener.onApplicationEvent(preparedEnvironment());
		listener.onApplicationEvent(new ApplicationPreparedEvent(new SpringApplication(), new String[0], context));
		context.refresh();
	}

	private static ApplicationEnvironmentPreparedEvent preparedEnvironment() {
		MockEnvironment environment = new MockEnvironment().withProperty("worker-lifecycle.reload.signal", "hup");
		return new ApplicationEnvironmentPreparedEvent(new DefaultBootstrapContext(), new SpringApplication(),
				new String[0], environment);
	}

	private static SignalledApplication application() {
		return new SignalledApplication(ReloadSignal.HUP, Runnable::run);
	}

	private static final class CountingReloads implements Reloads {

		private final List<ReloadCause> causes = new ArrayList<>();

		private final CompletableFuture<ReloadCause> first = new CompletableFuture<ReloadCause>().orTimeout(30,
				TimeUnit.SECONDS);

		@Override
		public CompletionStage<ReloadResult> request(ReloadCause cause) {
			this.causes.add(cause);
			this.first.complete(cause);
			return new CompletableFuture<>();
		}

		@Override
		public Optional<ReloadResult> last() {
			return Optional.empty();
		}

		/** Asked from another thread. */
		ReloadCause next() {
			return this.first.join();
		}

	}

}
