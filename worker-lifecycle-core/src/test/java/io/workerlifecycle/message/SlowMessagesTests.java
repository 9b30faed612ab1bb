package io.workerlifecycle.message;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that take longer than they may, which here is four seconds.
 */
@Timeout(60)
class SlowMessagesTests {

	private static final Duration LIMIT = Duration.ofSeconds(4);

	private final LaneTime time = new LaneTime();

	private final List<String> log = new ArrayList<>();

	private final List<Runnable> begun = new ArrayList<>();

	private final Message<String> message = new GenericMessage<>("secret");

	private final MessageLoop loop = new MessageLoop(new ScriptedMessageWorker(), ResolvableType.forClass(String.class),
			plan(LIMIT), new MessageResources(this.time, this::thread, new StringMessageConverter()),
			MessageObserver.NONE);

	private final Lane lane = new Lane(this.loop, new LaneContext(new IdleContext(), this.time),
			new SourceWatch(new MessageSource("channel", new MemoryChannel(), null)), new ArrayDeque<>());

	private final SlowMessages slow = new SlowMessages(this.loop,
			new LaneGroup("w", List.of(this.lane), this.loop.resources()), this.log::add);

	@BeforeEach
	void watch() {
		this.lane.inFlight().lane(Thread.currentThread());
		this.slow.watch();
	}

	@Test
	void slowMessageIsNamedOnceWithItsIdAndTheStackOfItsThread() {
		this.lane.begin(this.message, 1);
		pass(LIMIT);
		assertThat(this.log).isEmpty();
		pass(Duration.ofSeconds(1));
		pass(LIMIT.multipliedBy(10));
		assertThat(this.log).singleElement()
			.asString()
			.contains("Worker 'w'", String.valueOf(this.message.getHeaders().getId()), "5000 ms",
					Thread.currentThread().getName(), "\tat ", "SlowMessagesTests")
			.doesNotContain("secret");
	}

	@Test
	void eachSlowMessageIsNamed() {
		this.lane.begin(this.message, 1);
		pass(LIMIT.multipliedBy(2));
		this.lane.end();
		this.lane.begin(new GenericMessage<>("next"), 1);
		pass(LIMIT.multipliedBy(2));
		assertThat(this.log).hasSize(2);
	}

	@Test
	void messageThatEndsInTimeIsNotNamed() {
		this.lane.begin(this.message, 1);
		pass(LIMIT);
		this.lane.end();
		pass(LIMIT);
		assertThat(this.log).isEmpty();
	}

	@Test
	void messageThatWaitsForItsNextAttemptIsNotSlow() {
		this.lane.begin(this.message, 1);
		this.lane.inFlight().rest();
		pass(LIMIT.multipliedBy(10));
		assertThat(this.log).isEmpty();
	}

	@Test
	void namingIsLeftToAThreadOfItsOwn() {
		this.lane.begin(this.message, 1);
		this.time.time.advance(LIMIT.multipliedBy(2));
		assertThat(this.log).isEmpty();
		assertThat(this.begun).hasSize(1);
	}

	@Test
	void newPlanHoldsAtOnce() {
		this.loop.plan(plan(Duration.ZERO));
		this.slow.watch();
		this.lane.begin(this.message, 1);
		pass(LIMIT.multipliedBy(10));
		assertThat(this.log).isEmpty();
		this.loop.plan(plan(LIMIT));
		this.slow.watch();
		pass(LIMIT);
		assertThat(this.log).hasSize(1);
	}

	@Test
	void closeEndsTheWatch() {
		this.lane.begin(this.message, 1);
		this.slow.close();
		assertThat(this.time.time.pendingTimers()).isZero();
	}

	private void pass(Duration span) {
		this.time.time.advance(span);
		this.begun.forEach(Runnable::run);
		this.begun.clear();
	}

	/** A thread that only says what it would run. */
	private Thread thread(Runnable runnable) {
		return new Thread() {
			@Override
			public void start() {
				SlowMessagesTests.this.begun.add(runnable);
			}
		};
	}

	private static MessagePlan plan(Duration processingTimeout) {
		MessageSettings standard = MessageSettings.STANDARD;
		return new MessagePlan(new MessageSettings(List.of("channel"), 1, standard.pollTimeout(), processingTimeout,
				standard.retry(), standard.degradation(), null, standard.batch()), List.of(), null);
	}

}
