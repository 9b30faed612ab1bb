package io.workerlifecycle.autoconfigure.process;

import java.util.function.Supplier;

import io.workerlifecycle.thread.LogContext;
import org.slf4j.MDC;

/**
 * Marks what is logged in the mapped diagnostic context of SLF4J.
 */
final class MdcLogContext implements LogContext {

	@Override
	public <V> V call(String key, String value, Supplier<V> action) {
		String before = MDC.get(key);
		MDC.put(key, value);
		try {
			return action.get();
		}
		finally {
			if (before != null) {
				MDC.put(key, before);
			}
			else {
				MDC.remove(key);
			}
		}
	}

}
