package io.workerlifecycle.thread;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs what it is handed one after the other, in order, on one daemon thread that comes
 * when there is something to do and goes after a minute of rest, or stays. What throws is
 * logged and does not disturb what follows.
 *
 * @since 0.1.0
 */
public final class SerialExecutor implements Executor, AutoCloseable {

	private static final Log logger = LogFactory.getLog(SerialExecutor.class);

	private static final Duration REST = Duration.ofMinutes(1);

	private final ThreadPoolExecutor executor;

	/**
	 * Creates an executor without a thread yet.
	 * @param threadName the name of its thread
	 */
	public SerialExecutor(String threadName) {
		this(new DaemonThreads(threadName), REST);
	}

	SerialExecutor(ThreadFactory threads, Duration rest) {
		this.executor = new ThreadPoolExecutor(1, 1, rest.toNanos(), TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(),
				threads);
		this.executor.allowCoreThreadTimeOut(!rest.isZero());
	}

	/**
	 * Creates an executor whose thread comes with the first command and stays until it is
	 * closed, so that no other is lost where the system has no thread left.
	 * @param threadName the name of its thread
	 * @return the executor
	 */
	public static SerialExecutor staying(String threadName) {
		return new SerialExecutor(new DaemonThreads(threadName), Duration.ZERO);
	}

	/**
	 * Hands over a command. After {@link #close()} it is dropped.
	 */
	@Override
	public void execute(Runnable command) {
		try {
			this.executor.execute(() -> contain(command));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Dropped after close: " + command);
		}
	}

	/**
	 * Takes nothing new and lets what was handed over run to its end, without waiting for
	 * it.
	 */
	@Override
	public void close() {
		this.executor.shutdown();
	}

	static void contain(Runnable command) {
		try {
			command.run();
		}
		catch (Throwable ex) {
			logger.error("A step on " + Thread.currentThread().getName() + " failed", ex);
		}
	}

}
