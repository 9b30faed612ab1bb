package io.workerlifecycle.job;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.core.task.VirtualThreadTaskExecutor;

import io.workerlifecycle.thread.DaemonThreads;

/**
 * The threads that executions run on: as many as there are executions, all daemons, each
 * named after its job while it runs it. Not an {@link Executor}, so that as a bean it
 * takes nobody's place.
 *
 * @since 0.1.0
 */
public final class JobThreads implements AutoCloseable {

	private static final String IDLE_NAME = "job-idle";

	private final Executor executor;

	JobThreads(Executor executor) {
		this.executor = executor;
	}

	/**
	 * Threads of the platform, kept for a minute when idle.
	 * @return the threads
	 */
	public static JobThreads platform() {
		return new JobThreads(Executors.newCachedThreadPool(new DaemonThreads(IDLE_NAME)));
	}

	/**
	 * Virtual threads.
	 * @return the threads
	 * @throws UnsupportedOperationException before Java 21
	 */
	public static JobThreads virtual() {
		return new JobThreads(new VirtualThreadTaskExecutor());
	}

	/**
	 * Takes nothing new. What runs goes on.
	 */
	@Override
	public void close() {
		if (this.executor instanceof ExecutorService service) {
			service.shutdown();
		}
	}

	void run(String threadName, Runnable task) {
		this.executor.execute(() -> {
			Thread thread = Thread.currentThread();
			String before = thread.getName();
			thread.setName(threadName);
			try {
				task.run();
			}
			finally {
				thread.setName(before);
			}
		});
	}

}
