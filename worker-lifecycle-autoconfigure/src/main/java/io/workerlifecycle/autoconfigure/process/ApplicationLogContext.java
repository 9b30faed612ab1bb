package io.workerlifecycle.autoconfigure.process;

import io.workerlifecycle.thread.LogContext;

import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Finds what marks the lines of an application's log: the bean of the user, else the
 * mapped diagnostic context of SLF4J, else nothing. It is no bean where nobody replaces
 * it, which saves time at start.
 *
 * @since 0.1.0
 */
public final class ApplicationLogContext {

	private ApplicationLogContext() {
	}

	/**
	 * The same for workers and jobs.
	 * @param context the application
	 * @return what marks its lines
	 */
	public static LogContext of(ApplicationContext context) {
		boolean mdc = ClassUtils.isPresent("org.slf4j.MDC", context.getClassLoader());
		return context.getBeanProvider(LogContext.class)
			.getIfAvailable(() -> mdc ? new MdcLogContext() : LogContext.NONE);
	}

}
