package io.workerlifecycle.benchmarks;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * The log of programs that are no Spring Boot applications. Without this Logback writes
 * each message of each channel to the console.
 */
final class QuietLog {

	private QuietLog() {
	}

	static void begin() {
		LoggingSystem.get(QuietLog.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
	}

}
