package io.workerlifecycle.autoconfigure.instance;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Another instance holds the lock. Trying again later may succeed, which is what the exit
 * code says.
 */
final class AnotherInstanceException extends FailureAnalyzedException implements ExitCodeGenerator {

	/** EX_TEMPFAIL of sysexits.h. */
	static final int EXIT_CODE = 75;

	AnotherInstanceException(String description, String action) {
		super(description, action);
	}

	@Override
	public int getExitCode() {
		return EXIT_CODE;
	}

}
