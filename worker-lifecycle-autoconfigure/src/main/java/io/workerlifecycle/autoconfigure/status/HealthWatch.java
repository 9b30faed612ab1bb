package io.workerlifecycle.autoconfigure.status;

import java.time.Duration;
import java.util.function.Consumer;

import io.workerlifecycle.thread.SerialExecutor;
import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Looks at the health of an application every ten seconds, on a thread of its own: an
 * indicator that hangs holds up nothing else.
 */
final class HealthWatch implements AutoCloseable {

	static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(HealthWatch.class);

	private final HealthSource source;

	private final TimeSource time;

	private final Consumer<String> listener;

	private final SerialExecutor executor = new SerialExecutor("worker-lifecycle-status-health");

	/** Written by any thread. */
	private volatile boolean closed;

	HealthWatch(HealthSource source, TimeSource time, Consumer<String> listener) {
		this.source = source;
		this.time = time;
		this.listener = listener;
	}

	/** Looks now, and again after each look. */
	void begin() {
		this.executor.execute(this::look);
	}

	@Override
	public void close() {
		this.closed = true;
		this.executor.close();
	}

	private void look() {
		if (this.closed) {
			return;
		}
		this.listener.accept(status());
		this.time.schedule(INTERVAL, this::begin);
	}

	private String status() {
		try {
			return this.source.status();
		}
		catch (RuntimeException ex) {
			logger.debug("The health cannot be told", ex);
			return "UNKNOWN";
		}
	}

}
