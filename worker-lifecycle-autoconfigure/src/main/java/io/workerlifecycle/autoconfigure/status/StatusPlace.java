package io.workerlifecycle.autoconfigure.status;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.instance.LockHolder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogFile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

/**
 * Where an application writes its status, and what stays the same in it. Nothing is
 * written unless this process holds the lock: the file is that of who does.
 *
 * @param pidFile the PID file, {@code null} if there is none
 * @param logFile the log file, {@code null} if none is configured
 */
record StatusPlace(@Nullable Path pidFile, @Nullable Path logFile) {

	private static final Log logger = LogFactory.getLog(StatusPlace.class);

	static StatusPlace in(Environment environment) {
		return new StatusPlace(path(environment.getProperty("worker-lifecycle.instance.pid-file")),
				logFile(environment));
	}

	boolean isOurs() {
		return this.pidFile != null && new InstanceLock(this.pidFile).isHeldHere();
	}

	/** Of an application beside another one in this process nothing is said at first. */
	void begin() {
		if (this.pidFile != null && isOurs()) {
			ProcessStatus before = ProcessStatus.beside(this.pidFile);
			if (before.get(StatusKey.STATE) == null || before.is(ProcessState.STOPPING)) {
				write(Map.of(StatusKey.STATE, ProcessState.STARTING.name()));
			}
		}
	}

	/**
	 * Writes the file if this process holds the lock. What cannot be written is logged:
	 * nothing depends on it.
	 */
	void write(Map<StatusKey, String> news) {
		if (this.pidFile == null || !isOurs()) {
			return;
		}
		Map<StatusKey, String> values = new EnumMap<>(news);
		values.put(StatusKey.PID, Long.toString(ProcessHandle.current().pid()));
		LockHolder self = new InstanceLock(this.pidFile).pidFile().read();
		if (self != null) {
			values.put(StatusKey.SINCE, self.since().toString());
		}
		if (this.logFile != null) {
			values.put(StatusKey.LOG_FILE, this.logFile.toString());
		}
		try {
			new ProcessStatus(values).writeBeside(this.pidFile);
		}
		catch (IOException ex) {
			logger.warn("Cannot write the status file of " + this.pidFile + ": " + ex.getMessage());
		}
	}

	private static @Nullable Path logFile(Environment environment) {
		LogFile file = LogFile.get((PropertyResolver) environment);
		return (file != null) ? path(file.toString()) : null;
	}

	private static @Nullable Path path(@Nullable String text) {
		try {
			return StringUtils.hasText(text) ? Path.of(text).toAbsolutePath().normalize() : null;
		}
		catch (InvalidPathException ex) {
			// Who needs the path has told it as an error.
			return null;
		}
	}

}
