package io.workerlifecycle.autoconfigure.worker;

import java.util.concurrent.ThreadFactory;

import io.workerlifecycle.thread.DaemonThreads;

import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * What makes the threads of workers: platform threads, or virtual ones where
 * {@code spring.threads.virtual.enabled} says so.
 *
 * @since 0.1.0
 */
public final class WorkerThreads {

	private WorkerThreads() {
	}

	/**
	 * Looks what the application wants.
	 * @param environment its properties
	 * @return makes daemon threads
	 */
	public static ThreadFactory of(Environment environment) {
		return Threading.VIRTUAL.isActive(environment) ? new VirtualThreadTaskExecutor().getVirtualThreadFactory()
				: new DaemonThreads("worker");
	}

}
