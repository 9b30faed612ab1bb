package io.workerlifecycle.thread;

import java.util.function.Supplier;

/**
 * Marks what is logged on a thread with the name of the worker or job that it is about.
 * The mapped diagnostic context of a logging system is one.
 *
 * @since 0.1.0
 */
public interface LogContext {

	/** The key of the mark with the name of a worker. */
	String WORKER = "worker";

	/** Marks nothing. */
	LogContext NONE = new LogContext() {

		@Override
		public <V> V call(String key, String value, Supplier<V> action) {
			return action.get();
		}

	};

	/**
	 * Runs something with a mark, on the calling thread, and puts back what was there
	 * before.
	 * @param <V> the type of the result
	 * @param key the name of the mark
	 * @param value its value
	 * @param action what to run; what it throws is passed on
	 * @return what it returned
	 */
	<V> V call(String key, String value, Supplier<V> action);

	/**
	 * The same for something without a result.
	 * @param key the name of the mark
	 * @param value its value
	 * @param action what to run; what it throws is passed on
	 */
	default void run(String key, String value, Runnable action) {
		call(key, value, () -> {
			action.run();
			return true;
		});
	}

}
