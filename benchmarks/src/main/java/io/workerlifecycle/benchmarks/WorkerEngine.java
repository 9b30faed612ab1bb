package io.workerlifecycle.benchmarks;

import java.util.Objects;

import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;

/**
 * A message worker of this starter.
 */
final class WorkerEngine implements MessageEngine {

	private static final String NAME = "counter";

	private final QueueChannel channel = MessageApplication.channelInMemory();

	private final Counter counter = new Counter();

	private final Workers workers;

	WorkerEngine(JobsApplication.Meters meters) {
		ConfigurableApplicationContext context = JobsApplication.start(meters, (beans) -> {
			beans.registerBean("input", QueueChannel.class, () -> this.channel);
			beans.registerBean(NAME, Counter.class, () -> this.counter);
		}, "--worker-lifecycle.auto-startup=false", "--worker-lifecycle.workers.counter.channel=input");
		this.workers = context.getBean(Workers.class);
	}

	@Override
	public QueueChannel channel() {
		return this.channel;
	}

	@Override
	public void handle(Handled handler) throws InterruptedException {
		this.counter.handler = handler;
		this.workers.start(NAME);
		handler.await();
		this.workers.stop(NAME);
		while (this.workers.find(NAME).orElseThrow().state() != WorkerState.STOPPED) {
			Thread.sleep(10);
		}
	}

	private static final class Counter implements MessageWorker<Object> {

		/** Set while the worker is stopped. */
		private volatile @Nullable Handled handler;

		@Override
		public void process(Message<Object> message, WorkerContext context) {
			Objects.requireNonNull(this.handler).handle();
		}

	}

}
