package io.workerlifecycle.autoconfigure.worker;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class GiveUpExitTests {

	private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final GiveUpExit exit = new GiveUpExit(this.context,
			(code) -> this.endings.add(new Ending(code, this.context.isActive(), Thread.currentThread())));

	GiveUpExitTests() {
		this.context.addApplicationListener(this.exit);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void contextIsClosedBeforeTheProcessEndsWith70() throws InterruptedException {
		this.context.refresh();
		gaveUp("orders", GiveUpAction.EXIT);
		Ending ending = this.endings.take();
		assertThat(ending.code()).isEqualTo(70);
		assertThat(ending.active()).isFalse();
	}

	@Test
	void threadThatEndsTheProcessIsNoDaemon() throws InterruptedException {
		this.context.refresh();
		Thread daemon = new Thread(() -> gaveUp("orders", GiveUpAction.EXIT));
		daemon.setDaemon(true);
		daemon.start();
		Thread thread = this.endings.take().thread();
		assertThat(thread.isDaemon()).isFalse();
		assertThat(thread.getName()).isEqualTo("worker-lifecycle-exit");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXIT")
	void otherActionEndsNothing(GiveUpAction action) throws InterruptedException {
		this.context.refresh();
		gaveUp("orders", action);
		assertNothingEnds();
	}

	@Test
	void severalWorkersEndTheProcessOnce() throws InterruptedException {
		for (int i = 0; i < 10; i++) {
			gaveUp("orders-" + i, GiveUpAction.EXIT);
		}
		assertThat(this.endings.take().code()).isEqualTo(70);
		assertNothingEnds();
	}

	@Test
	void exitCodeOfTheUserDoesNotReplace70() throws InterruptedException {
		this.context.registerBean(ExitCodeGenerator.class, FirstCode::new);
		this.context.refresh();
		gaveUp("orders", GiveUpAction.EXIT);
		assertThat(this.endings.take().code()).isEqualTo(70);
	}

	@Test
	void contextThatCannotBeClosedDoesNotKeepTheProcess() throws InterruptedException {
		this.context.registerBean(ExitCodeGenerator.class, () -> {
			throw new AssertionError("a broken bean");
		}, (definition) -> definition.setLazyInit(true));
		this.context.refresh();
		gaveUp("orders", GiveUpAction.EXIT);
		assertThat(this.endings.take().code()).isEqualTo(70);
	}

	@Test
	void applicationThatClosesAnywayIsLeftAlone(CapturedOutput output) throws InterruptedException {
		CountDownLatch closing = new CountDownLatch(1);
		CompletableFuture<Void> mayClose = new CompletableFuture<>();
		this.context.addApplicationListener((ApplicationListener<ContextClosedEvent>) (event) -> {
			closing.countDown();
			mayClose.join();
		});
		this.context.refresh();
		Thread closer = new Thread(this.context::close);
		closer.start();
		closing.await();
		gaveUp("orders", GiveUpAction.EXIT);
		mayClose.complete(null);
		closer.join();
		assertNothingEnds();
		assertThat(output).doesNotContain("ends with exit code");
	}

	@Test
	void closeOfAnotherContextDoesNotCount() throws InterruptedException {
		this.context.refresh();
		GenericApplicationContext child = new GenericApplicationContext(this.context);
		child.refresh();
		child.close();
		gaveUp("orders", GiveUpAction.EXIT);
		assertThat(this.endings.take().code()).isEqualTo(70);
	}

	@Test
	void refreshThatIsUnderWayIsLeftToTheShutdownHook() throws InterruptedException {
		this.context.registerBean(Runnable.class, () -> {
			gaveUp("orders", GiveUpAction.EXIT);
			take();
			return () -> {
			};
		});
		this.context.refresh();
		assertThat(this.context.isActive()).isTrue();
	}

	@Test
	void startThatFailsByTheWorkerMayReportItFirst() throws InterruptedException {
		CountDownLatch failed = new CountDownLatch(1);
		CountDownLatch reported = new CountDownLatch(1);
		Thread starter = new Thread(() -> {
			failStart(TestWorker.gaveUpWhileAwaited("orders", GiveUpAction.EXIT));
			failed.countDown();
			awaitUninterrupted(reported);
		});
		starter.start();
		failed.await();
		assertThat(exitThreads()).singleElement().satisfies(GiveUpExitTests::awaitWait);
		assertThat(this.endings).isEmpty();
		reported.countDown();
		assertThat(this.endings.take().code()).isEqualTo(70);
	}

	@Test
	void startThatFailsByAWorkerThatDidNotGiveUpKeepsItsCode() throws InterruptedException {
		failStart(TestWorker.waiting("orders", "stock"));
		assertNothingEnds();
	}

	private void failStart(WorkerSnapshot worker) {
		GiveUpExit action = new GiveUpExit(this.context,
				(code) -> this.endings.add(new Ending(code, false, Thread.currentThread())));
		action.onApplicationEvent(new ApplicationFailedEvent(new SpringApplication(), new String[0], this.context,
				new IllegalStateException(new WorkerStartException(worker))));
	}

	private static void awaitWait(Thread thread) {
		while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
			Thread.onSpinWait();
		}
	}

	private void gaveUp(String name, GiveUpAction action) {
		this.exit.gaveUp(TestWorker.gaveUp(name, action));
	}

	/** What would end it is a thread that is there as soon as the worker gave up. */
	private void assertNothingEnds() throws InterruptedException {
		for (Thread thread : exitThreads()) {
			thread.join();
		}
		assertThat(this.endings).isEmpty();
	}

	private static List<Thread> exitThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("worker-lifecycle-exit"))
			.toList();
	}

	private Ending take() {
		try {
			Ending ending = this.endings.poll(30, TimeUnit.SECONDS);
			return Objects.requireNonNull(ending, "the process does not end");
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private record Ending(int code, boolean active, Thread thread) {
	}

	private static final class FirstCode implements ExitCodeGenerator, PriorityOrdered {

		@Override
		public int getExitCode() {
			return 3;
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

}
