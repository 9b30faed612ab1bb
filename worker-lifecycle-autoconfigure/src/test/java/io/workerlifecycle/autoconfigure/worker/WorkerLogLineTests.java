package io.workerlifecycle.autoconfigure.worker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerGaveUpEvent;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The mark {@code worker} on the lines of the log themselves.
 */
@Timeout(60)
class WorkerLogLineTests {

	private static final org.slf4j.Logger own = LoggerFactory.getLogger(TalkingWorker.class);

	private final Lines lines = new Lines();

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
				LifecycleAutoConfiguration.class))
		.withBean("orders", TalkingWorker.class)
		.withBean(TalkingListener.class)
		.withPropertyValues("worker-lifecycle.workers.orders.restart.policy=never");

	@BeforeEach
	void collect() {
		this.root.addAppender(this.lines);
		this.lines.start();
	}

	@AfterEach
	void leave() {
		this.root.detachAppender(this.lines);
	}

	@Test
	void linesOfTheWorkersOwnCodeAreMarked() {
		this.runner.run((context) -> awaitLine("heard of it"));
		assertThat(this.lines.mark("starts up")).isEqualTo("orders");
		assertThat(this.lines.mark("works")).isEqualTo("orders");
		assertThat(this.lines.mark("cleans up")).isEqualTo("orders");
	}

	@Test
	void lineAboutTheErrorIsMarked() {
		this.runner.run((context) -> awaitLine("heard of it"));
		assertThat(this.lines.level("Worker 'orders' (incarnation 1) failed in state RUNNING")).isEqualTo(Level.ERROR);
		assertThat(this.lines.mark("Worker 'orders' (incarnation 1) failed in state RUNNING")).isEqualTo("orders");
		assertThat(this.lines.mark("Worker 'orders' (incarnation 1) gave up")).isEqualTo("orders");
	}

	@Test
	void linesOfListenersOfItsEventsAreMarked() {
		this.runner.run((context) -> awaitLine("heard of it"));
		assertThat(this.lines.mark("heard of it")).isEqualTo("orders");
	}

	@Test
	void contextOfTheUserReplacesTheMark() {
		this.runner.withBean(LogContext.class, Tenant::new).run((context) -> awaitLine("heard of it"));
		assertThat(this.lines.mark("works")).isNull();
		assertThat(this.lines.get("works").getMDCPropertyMap()).containsEntry("tenant", "worker orders");
	}

	@Test
	void withoutSlf4jNothingIsMarkedAndAllElseWorks() {
		this.runner.withClassLoader(new FilteredClassLoader(MDC.class)).run((context) -> {
			awaitLine("heard of it");
			assertThat(context.getBean(Workers.class).find("orders")).get().matches(WorkerSnapshot::gaveUp);
		});
		assertThat(this.lines.mark("works")).isNull();
	}

	private void awaitLine(String text) {
		await().untilAsserted(
				() -> assertThat(this.lines.events).anyMatch((event) -> event.getFormattedMessage().contains(text)));
	}

	static class TalkingWorker implements Worker {

		@Override
		public void onStartup(WorkerContext context) {
			own.info("starts up");
		}

		@Override
		public void run(WorkerContext context) {
			own.info("works");
			throw new IllegalStateException("the queue is gone");
		}

		@Override
		public void onShutdown(WorkerContext context) {
			own.info("cleans up");
		}

	}

	static class TalkingListener {

		@EventListener
		void on(WorkerGaveUpEvent event) {
			own.info("heard of it");
		}

	}

	static final class Tenant implements LogContext {

		@Override
		public <V> V call(String key, String value, Supplier<V> action) {
			try (MDC.MDCCloseable mark = MDC.putCloseable("tenant", key + " " + value)) {
				return action.get();
			}
		}

	}

	static final class Lines extends AppenderBase<ILoggingEvent> {

		final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			// The marks are those of the thread that logs, so they are taken now.
			event.prepareForDeferredProcessing();
			this.events.add(event);
		}

		ILoggingEvent get(String text) {
			return this.events.stream()
				.filter((event) -> event.getFormattedMessage().contains(text))
				.findFirst()
				.orElseThrow(() -> new AssertionError("No line with: " + text));
		}

		String mark(String text) {
			return get(text).getMDCPropertyMap().get("worker");
		}

		Level level(String text) {
			return get(text).getLevel();
		}

	}

}
