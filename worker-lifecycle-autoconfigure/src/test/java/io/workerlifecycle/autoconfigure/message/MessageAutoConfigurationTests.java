package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.BatchWorker;
import io.workerlifecycle.message.MessageOutcome;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.Workers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;

import static io.workerlifecycle.autoconfigure.message.Channels.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How message workers reach an application.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class MessageAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, MessageAutoConfiguration.class,
				WorkerAutoConfiguration.class))
		.withUserConfiguration(Channels.class);

	@Test
	void messageWorkerProcessesWhatIsInItsChannel() {
		this.runner.withBean("collector", Collector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders")
			.run((context) -> {
				send(context, "orders", "a", "b");
				context.getBean(Collector.class).awaitTaken("a", "b");
				assertThat(context.getBean(Workers.class).list()).extracting(WorkerSnapshot::name)
					.containsExactly("collector");
			});
	}

	@Test
	void batchWorkerProcessesWhatIsInItsChannel() {
		this.runner.withBean("collector", BatchCollector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders",
					"worker-lifecycle.workers.collector.batch.size=2")
			.run((context) -> {
				send(context, "orders", "a", "b");
				BatchCollector collector = context.getBean(BatchCollector.class);
				await().untilAsserted(() -> assertThat(collector.taken).containsExactly(List.of("a", "b")));
			});
	}

	@Test
	void annotationNamesChannelsWithPlaceholders() {
		this.runner.withBean("collector", AnnotatedCollector.class)
			.withPropertyValues("shop.channels=orders, returns")
			.run((context) -> {
				send(context, "orders", "a");
				context.getBean(AnnotatedCollector.class).awaitTaken("a");
				send(context, "returns", "b");
				context.getBean(AnnotatedCollector.class).awaitTaken("a", "b");
			});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void messageWorkerBehindAProxyProcesses(boolean proxyTargetClass) {
		Collector collector = new Collector();
		ProxyFactory factory = new ProxyFactory(collector);
		factory.setProxyTargetClass(proxyTargetClass);
		MessageWorker<?> proxy = (MessageWorker<?>) factory.getProxy();
		this.runner.withBean("collector", MessageWorker.class, () -> proxy)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders",
					"worker-lifecycle.workers.collector.concurrency=2")
			.run((context) -> {
				send(context, "orders", "a".getBytes(StandardCharsets.UTF_8));
				collector.awaitTaken("a");
			});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void furtherThreadsAreVirtualWhereThoseOfWorkersAre() {
		CyclicBarrier both = new CyclicBarrier(2);
		Collector collector = new Collector() {
			@Override
			public void process(Message<String> message, WorkerContext context) throws Exception {
				both.await();
				super.process(message, context);
			}
		};
		this.runner.withBean("collector", Collector.class, () -> collector)
			.withPropertyValues("spring.threads.virtual.enabled=true",
					"worker-lifecycle.workers.collector.channel=orders",
					"worker-lifecycle.workers.collector.concurrency=2")
			.run((context) -> {
				send(context, "orders", "a", "b");
				await().untilAsserted(() -> assertThat(collector.threads).hasSize(2)
					.extracting(Thread::getThreadGroup)
					.extracting(ThreadGroup::getName)
					.containsOnly("VirtualThreads"));
			});
	}

	@Test
	void disabledWorkerTakesNothing() {
		this.runner.withBean("collector", Collector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders",
					"worker-lifecycle.workers.collector.enabled=false")
			.run((context) -> {
				send(context, "orders", "a");
				assertThat(context.getBean(MessageFlows.class).depth("collector")).hasValue(1);
			});
	}

	@Test
	void everyObserverIsTold() {
		Queue<String> told = new ConcurrentLinkedQueue<>();
		this.runner.withBean("collector", Collector.class)
			.withBean("one", MessageObserverFactory.class,
					() -> (name) -> (outcome, messages, nanos) -> told
						.add("one: " + name + " " + outcome + " " + messages))
			.withBean("two", MessageObserverFactory.class,
					() -> (name) -> (outcome, messages, nanos) -> told
						.add("two: " + name + " " + outcome + " " + messages))
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders")
			.run((context) -> {
				send(context, "orders", "a");
				await().untilAsserted(
						() -> assertThat(told).containsExactly("one: collector SUCCESS 1", "two: collector SUCCESS 1"));
			});
	}

	@Test
	void depthIsUnknownWhereAChannelDoesNotKnowIt() {
		this.runner.withBean("collector", Collector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders,handover")
			.run((context) -> assertThat(context.getBean(MessageFlows.class).depth("collector")).isEmpty());
	}

	@Test
	void planOfTheStartTellsOfChannelsAndLosses(CapturedOutput output) {
		this.runner.withBean("collector", Collector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders,handover",
					"worker-lifecycle.workers.collector.concurrency=3",
					"worker-lifecycle.workers.collector.dead-letter-channel=returns")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.contains("worker 'collector', start-timeout 30s, takes messages from 'orders' and "
					+ "'handover' with concurrency 3, dead letters to 'returns', loses what it holds of 'orders' at a "
					+ "crash, stop-timeout 10s")
			.contains("Worker 'collector' takes messages from orders, where what is handed out is "
					+ "forgotten: what the worker holds is lost");
	}

	@Test
	void channelWithTransactionsLosesNothing(CapturedOutput output) {
		ChannelTransactions transactions = (channel) -> new NoTransactions();
		this.runner.withBean("collector", Collector.class)
			.withBean(ChannelTransactions.class, () -> transactions)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders")
			.run((context) -> {
				send(context, "orders", "a");
				context.getBean(Collector.class).awaitTaken("a");
			});
		assertThat(output).contains("takes messages from 'orders' with concurrency 1, stop-timeout 10s")
			.doesNotContain("is forgotten");
	}

	@Test
	void transactionManagerIsThatOfTheProperty(CapturedOutput output) {
		NoTransactions named = new NoTransactions();
		this.runner.withBean("collector", Collector.class)
			.withBean("named", PlatformTransactionManager.class, () -> named)
			.withBean("other", PlatformTransactionManager.class, NoTransactions::new)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders",
					"worker-lifecycle.workers.collector.transaction-manager=named")
			.run((context) -> {
				send(context, "orders", "a");
				await().untilAsserted(() -> assertThat(named.commits).hasPositiveValue());
				assertThat(output).contains("loses what it holds at a crash");
			});
	}

	@Test
	void messageInMemoryThatATransactionUndoesComesAgain() {
		this.runner.withBean("collector", Reluctant.class)
			.withBean("tx", PlatformTransactionManager.class, NoTransactions::new)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders",
					"worker-lifecycle.workers.collector.transaction-manager=tx",
					"worker-lifecycle.workers.collector.retry.delay=1ms")
			.run((context) -> {
				send(context, "orders", "a");
				context.getBean(Reluctant.class).awaitTaken("a", "a");
			});
	}

	@Test
	void flowTellsWhatBecameOfTheMessages() {
		this.runner.withBean("collector", Collector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders")
			.run((context) -> {
				send(context, "orders", "a", "b");
				MessageFlows flows = context.getBean(MessageFlows.class);
				await().untilAsserted(
						() -> assertThat(flows.list().get("collector").handled(MessageOutcome.SUCCESS)).isEqualTo(2));
				assertThat(flows.depth("collector")).hasValue(0);
				assertThat(flows.depth("other")).isEmpty();
			});
	}

	@Test
	void withoutTheLibraryOfMessagesThereIsNothing() {
		this.runner.withClassLoader(new FilteredClassLoader(PollableChannel.class))
			.run((context) -> assertThat(context).doesNotHaveBean(MessageFlows.class).hasSingleBean(Workers.class));
	}

	@Test
	void starterThatIsDisabledHasNoMessageWorkers() {
		this.runner.withPropertyValues("worker-lifecycle.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(MessageFlows.class));
	}

	@BackgroundWorker(channel = "${shop.channels}")
	static class AnnotatedCollector extends Collector {

	}

	/** Does nothing the first time. */
	static class Reluctant extends Collector {

		@Override
		public void process(Message<String> message, WorkerContext context) throws Exception {
			super.process(message, context);
			if (this.taken.size() == 1) {
				throw new IOException("not now");
			}
		}

	}

	/** A manager of transactions that has none. */
	static class NoTransactions implements PlatformTransactionManager {

		final AtomicInteger commits = new AtomicInteger();

		@Override
		public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
			return new SimpleTransactionStatus();
		}

		@Override
		public void commit(TransactionStatus status) {
			this.commits.incrementAndGet();
		}

		@Override
		public void rollback(TransactionStatus status) {
			// There is nothing to take back.
		}

	}

	static class BatchCollector implements BatchWorker<String> {

		final Queue<List<String>> taken = new ConcurrentLinkedQueue<>();

		@Override
		public void processBatch(List<Message<String>> messages, WorkerContext context) {
			this.taken.add(messages.stream().map(Message::getPayload).toList());
		}

	}

}
