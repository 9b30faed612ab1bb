package io.workerlifecycle.thread;

import java.util.concurrent.ThreadFactory;

/**
 * Makes daemon threads that know nothing of the thread which happens to ask for them: no
 * inherited thread-locals, and the context class loader of the moment this factory was
 * made. A worker's thread would otherwise carry the user or the trace of whoever started
 * it by hand.
 *
 * @since 0.1.0
 */
public final class DaemonThreads implements ThreadFactory {

	private final ClassLoader contextClassLoader = contextClassLoader();

	private final String name;

	/**
	 * Creates a factory.
	 * @param name the name of the threads
	 */
	public DaemonThreads(String name) {
		this.name = name;
	}

	@Override
	public Thread newThread(Runnable runnable) {
		Thread thread = new Thread(null, runnable, this.name, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(this.contextClassLoader);
		return thread;
	}

	private static ClassLoader contextClassLoader() {
		ClassLoader loader = Thread.currentThread().getContextClassLoader();
		return (loader != null) ? loader : DaemonThreads.class.getClassLoader();
	}

}
