package io.workerlifecycle.autoconfigure.process;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Ends an application and its process with an exit code, whatever threads are left.
 *
 * @since 0.1.0
 */
public final class ApplicationExit {

	private final ApplicationContext context;

	private final ProcessExit process;

	/**
	 * Creates the exit of an application.
	 * @param context the application
	 * @param process how to end the process
	 */
	public ApplicationExit(ApplicationContext context, ProcessExit process) {
		this.context = context;
		this.process = process;
	}

	/**
	 * Whether this is the exit of that application, and not of a child of it.
	 * @param source the source of an event
	 * @return true for the application itself
	 */
	public boolean isOf(Object source) {
		return source == this.context;
	}

	/**
	 * Whether the application closes already, for whatever reason.
	 * @return true once its context begins to close
	 */
	public boolean isUnderWay() {
		return this.context instanceof ConfigurableApplicationContext closing && closing.isClosed();
	}

	/**
	 * Goes the way to an exit on a thread of its own, which is no daemon: an exit waits
	 * for the shutdown hook, and that for the stop, which must not wait for the thread
	 * that asked for the exit.
	 * @param way what to do, of which one of the other methods is the end
	 */
	public void onItsThread(Runnable way) {
		Thread thread = new Thread(null, way, "worker-lifecycle-exit", 0, false);
		// A thread inherits the flag from the one that makes it, which may be a daemon.
		thread.setDaemon(false);
		thread.start();
	}

	/**
	 * Closes the context, then ends the process.
	 * @param code the exit code, which no generator of the application changes
	 */
	public void inGoodOrder(int code) {
		try {
			SpringApplication.exit(this.context, new FirstCode(code));
		}
		finally {
			// Whatever else went wrong on the way.
			this.process.exit(code);
		}
	}

	/**
	 * Ends the process, and leaves it to its shutdown hook to close the context.
	 * @param code the exit code
	 */
	public void throughTheHook(int code) {
		this.process.exit(code);
	}

	/**
	 * The first of all generators, so that no other one turns the code into something
	 * else.
	 */
	private record FirstCode(int code) implements ExitCodeGenerator, PriorityOrdered {

		@Override
		public int getExitCode() {
			return this.code;
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

}
