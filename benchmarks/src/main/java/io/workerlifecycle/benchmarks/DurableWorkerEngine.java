package io.workerlifecycle.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariDataSource;
import io.workerlifecycle.autoconfigure.message.DurableChannels;
import io.workerlifecycle.message.BatchWorker;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerHooks;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.Message;

/**
 * A message worker or a batch worker of this starter over a durable channel.
 */
final class DurableWorkerEngine implements DurableEngine {

	private static final String NAME = "counter";

	private final Counter counter;

	private final QueueChannel channel;

	private final Workers workers;

	private DurableWorkerEngine(DurableDatabase database, Counter counter, int threads) {
		ConfigurableApplicationContext context = JobsApplication.start(JobsApplication.Meters.PROMETHEUS, (beans) -> {
			beans.registerBean(HikariDataSource.class, database::dataSource);
			beans.registerBean(JdbcTransactionManager.class, database::transactions);
			beans.registerBean("input", QueueChannel.class,
					() -> beans.getBean(DurableChannels.class).channel(DurableDatabase.CHANNEL));
			beans.registerBean(NAME, Counter.class, () -> counter);
		}, "--worker-lifecycle.auto-startup=false", "--worker-lifecycle.workers.counter.channel=input",
				"--worker-lifecycle.workers.counter.concurrency=" + threads,
				"--worker-lifecycle.workers.counter.batch.size=100",
				"--worker-lifecycle.workers.counter.batch.max-wait=10ms");
		this.counter = counter;
		this.channel = context.getBean(QueueChannel.class);
		this.workers = context.getBean(Workers.class);
	}

	static DurableWorkerEngine ofSingles(DurableDatabase database, int threads) {
		return new DurableWorkerEngine(database, new Singles(), threads);
	}

	static DurableWorkerEngine ofBatches(DurableDatabase database, int threads) {
		return new DurableWorkerEngine(database, new Batches(), threads);
	}

	@Override
	public QueueChannel channel() {
		return this.channel;
	}

	@Override
	public void handle(Processed handler) throws InterruptedException {
		this.counter.handler.set(handler);
		this.workers.start(NAME);
		handler.await();
		this.workers.stop(NAME);
		while (this.workers.find(NAME).orElseThrow().state() != WorkerState.STOPPED) {
			Thread.sleep(10);
		}
	}

	private abstract static class Counter implements WorkerHooks {

		/** Set while the worker is stopped. */
		private final AtomicReference<@Nullable Processed> handler = new AtomicReference<>();

		final void count(int messages) {
			Objects.requireNonNull(this.handler.get()).handle(messages);
		}

	}

	private static final class Singles extends Counter implements MessageWorker<Object> {

		@Override
		public void process(Message<Object> message, WorkerContext context) {
			count(1);
		}

	}

	private static final class Batches extends Counter implements BatchWorker<Object> {

		@Override
		public void processBatch(List<Message<Object>> messages, WorkerContext context) {
			count(messages.size());
		}

	}

}
