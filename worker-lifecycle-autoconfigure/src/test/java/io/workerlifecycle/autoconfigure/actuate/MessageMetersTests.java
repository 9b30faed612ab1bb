package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.workerlifecycle.message.MessageFlow;
import io.workerlifecycle.message.MessageObserver;
import io.workerlifecycle.message.MessageOutcome;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerTransition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Meters of what becomes of messages, and of their channels.
 */
@Timeout(10)
class MessageMetersTests {

	private static final WorkerTransition RUNNING = new WorkerTransition(WorkerState.STARTING, WorkerState.RUNNING,
			Instant.EPOCH, Duration.ZERO, 2, "started");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final FixedFlows flows = new FixedFlows().flow("it", FixedFlows.flow());

	private final FlowLookup lookup = this.flows.lookup();

	private final MessageMetrics metrics = new MessageMetrics(this.registry, this.lookup, null);

	private final MessageObserver observer = this.metrics.observer("it");

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	@ParameterizedTest
	@EnumSource
	void everyOutcomeIsThereWithZeroFromTheBeginning(MessageOutcome outcome) {
		assertThat(count(outcome)).isZero();
	}

	@Test
	void messageIsRecordedWithItsOutcomeAndItsTime() {
		this.observer.handled(MessageOutcome.DEAD_LETTER, 1, 5_000_000);
		assertThat(count(MessageOutcome.DEAD_LETTER)).isOne();
		assertThat(count(MessageOutcome.SUCCESS)).isZero();
		assertThat(this.registry.get("worker.messages")
			.tag("outcome", "DEAD_LETTER")
			.timer()
			.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5);
	}

	@Test
	void batchCountsAsItsMessages() {
		this.observer.handled(MessageOutcome.SUCCESS, 100, 1_000_000);
		assertThat(count(MessageOutcome.SUCCESS)).isEqualTo(100);
		assertThat(
				this.registry.get("worker.messages").tag("outcome", "SUCCESS").timer().totalTime(TimeUnit.MILLISECONDS))
			.isEqualTo(100);
	}

	@Test
	void messagesInFlightAndTheAgeOfTheOldestAreRead() {
		assertThat(gauge("worker.messages.in.flight")).isEqualTo(3);
		assertThat(this.registry.get("worker.messages.oldest.age").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(7);
	}

	@Test
	void messageThatWaitsMayBeTheOldest() {
		this.flows.waitingAge = Duration.ofSeconds(90);
		assertThat(this.registry.get("worker.messages.oldest.age").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(90);
		this.flows.waitingAge = Duration.ofSeconds(1);
		assertThat(this.registry.get("worker.messages.oldest.age").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(7);
	}

	@Test
	void channelThatCannotBeReachedIsNotAskedWhatWaits() {
		this.flows.waitingAge = Duration.ofSeconds(90);
		this.flows.flow("it", FixedFlows.flow(Map.of("orders", "java.net.ConnectException: refused"), List.of()));
		assertThat(this.registry.get("worker.messages.oldest.age").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(7);
	}

	@Test
	void depthIsThereWhereTheChannelKnowsIt() {
		this.flows.depth(42);
		attach();
		assertThat(gauge("worker.messages.depth")).isEqualTo(42);
	}

	@Test
	void depthComesBackWithAChannelThatCouldNotBeReachedWhenTheLifeBegan() {
		this.flows.depth(42).reachable = false;
		attach();
		assertThat(gauge("worker.messages.depth")).isNaN();
		this.flows.reachable = true;
		assertThat(gauge("worker.messages.depth")).isEqualTo(42);
	}

	@Test
	void depthIsNotThereWhereTheChannelDoesNotKnowIt() {
		attach();
		assertThat(this.registry.find("worker.messages.depth").meter()).isNull();
	}

	@Test
	void channelThatCannotBeReachedIsNotAskedForItsDepth() {
		this.flows.depth(42);
		attach();
		int reads = this.flows.depthReads;
		this.flows.flow("it", FixedFlows.flow(Map.of("orders", "java.net.ConnectException: refused"), List.of()));
		assertThat(gauge("worker.messages.depth")).isNaN();
		assertThat(this.flows.depthReads).isEqualTo(reads);
	}

	@Test
	void senderThatAFullChannelRefusesIsCounted() {
		QueueChannel orders = channel(new QueueChannel(1));
		attach();
		orders.send(new GenericMessage<>("first"), 0);
		assertThat(refused()).isZero();
		orders.send(new GenericMessage<>("second"), 0);
		assertThat(refused()).isOne();
	}

	@Test
	void sendThatFailsIsNoRefusal() {
		QueueChannel orders = channel(new QueueChannel(1) {
			@Override
			protected boolean doSend(Message<?> message, long timeout) {
				throw new IllegalStateException("the store is gone");
			}
		});
		attach();
		assertThatExceptionOfType(MessagingException.class)
			.isThrownBy(() -> orders.send(new GenericMessage<>("first"), 0));
		assertThat(refused()).isZero();
		assertThat(gauge("worker.messages.blocked")).isZero();
	}

	@Test
	void senderThatAFullChannelHoldsIsShown() throws Exception {
		QueueChannel orders = channel(new QueueChannel(1));
		attach();
		orders.send(new GenericMessage<>("first"));
		assertThat(gauge("worker.messages.blocked")).isZero();
		Thread sender = new Thread(() -> orders.send(new GenericMessage<>("second")));
		sender.start();
		while (gauge("worker.messages.blocked") == 0) {
			Thread.onSpinWait();
		}
		orders.receive();
		sender.join();
		assertThat(gauge("worker.messages.blocked")).isZero();
		assertThat(refused()).isZero();
	}

	@Test
	void channelWithoutABoundIsNotIntercepted() {
		QueueChannel orders = channel(new QueueChannel());
		attach();
		assertThat(orders.getInterceptors()).isEmpty();
	}

	@Test
	void channelIsInterceptedOnceThoughTheContextIsStartedAgain() {
		QueueChannel orders = channel(new QueueChannel(1));
		MessageSourceWatch watch = attach();
		watch.stop();
		watch.start();
		assertThat(orders.getInterceptors()).hasSize(1);
	}

	@Test
	void lifeThatTakesFromOtherChannelsHasTheirMetersAndThoseOnly() {
		QueueChannel orders = channel(new QueueChannel(1));
		QueueChannel other = new QueueChannel(1);
		this.beans.addBean("other", other);
		MessageSourceWatch watch = attach();
		this.flows.depth(42).flow("it", FixedFlows.flow("other"));
		watch.changed(new SnapshotBuilder("it").build(), RUNNING);
		assertThat(gauge("worker.messages.depth")).isEqualTo(42);
		assertThat(orders.getInterceptors()).isEmpty();
		assertThat(other.getInterceptors()).hasSize(1);
		this.flows.noDepth().flow("it", FixedFlows.flow("gone"));
		watch.changed(new SnapshotBuilder("it").build(), RUNNING);
		assertThat(this.registry.find("worker.messages.depth").meter()).isNull();
		assertThat(other.getInterceptors()).isEmpty();
	}

	@Test
	void lifeThatTakesFromTheSameChannelsIsNotLookedAt() {
		this.flows.depth(42);
		MessageSourceWatch watch = attach();
		watch.changed(new SnapshotBuilder("it").build(), RUNNING);
		assertThat(this.flows.looks).isOne();
		assertThat(this.flows.depthReads).isZero();
	}

	@Test
	void removedWorkerLeavesNeitherMetersNorInterceptors() {
		QueueChannel orders = channel(new QueueChannel(1));
		this.flows.depth(1);
		attach();
		WorkerSnapshot it = new SnapshotBuilder("it").build();
		FixedWorkers workers = new FixedWorkers(it);
		this.metrics.registered(it, workers);
		workers.set();
		this.metrics.removed(it);
		assertThat(this.registry.getMeters()).isEmpty();
		assertThat(orders.getInterceptors()).isEmpty();
	}

	@Test
	void removalThatIsToldAfterTheSuccessorCameLeavesItsMeters() {
		WorkerSnapshot it = new SnapshotBuilder("it").build();
		MessageObserver ofTheNext = this.metrics.observer("it");
		this.metrics.registered(it, new FixedWorkers(it));
		this.metrics.removed(it);
		ofTheNext.handled(MessageOutcome.SUCCESS, 1, 1);
		assertThat(count(MessageOutcome.SUCCESS)).isOne();
	}

	@Test
	void registryThatOutlivesItsApplicationReadsTheNewOne() {
		MessageFlow flow = new MessageFlow(List.of(), Map.of(), 11, Duration.ZERO, Map.of(), List.of());
		FlowLookup ofTheNext = new FixedFlows().flow("it", flow).lookup();
		new MessageMetrics(this.registry, ofTheNext, null).observer("it");
		assertThat(gauge("worker.messages.in.flight")).isEqualTo(11);
	}

	@Test
	void tagsNameTheWorkerAlone() {
		assertThat(this.registry.getMeters()).isNotEmpty()
			.allSatisfy((meter) -> assertThat(meter.getId().getTag("worker.name")).isEqualTo("it"));
	}

	private MessageSourceWatch attach() {
		MessageSourceWatch watch = new MessageSourceWatch(this.metrics, this.lookup, this.beans);
		watch.start();
		return watch;
	}

	private QueueChannel channel(QueueChannel channel) {
		this.beans.addBean("orders", channel);
		return channel;
	}

	private long count(MessageOutcome outcome) {
		return this.registry.get("worker.messages")
			.tag("worker.name", "it")
			.tag("outcome", outcome.name())
			.timer()
			.count();
	}

	private double refused() {
		return this.registry.get("worker.messages.refused").counter().count();
	}

	private double gauge(String meter) {
		return this.registry.get(meter).gauge().value();
	}

}
