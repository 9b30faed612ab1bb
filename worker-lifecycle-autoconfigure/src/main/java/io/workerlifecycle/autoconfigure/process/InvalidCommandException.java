package io.workerlifecycle.autoconfigure.process;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Thrown at start when the command line asks for what cannot be done. The process ends
 * with exit code 1, also where the program has threads by then that would keep it alive.
 *
 * @since 0.1.0
 */
public class InvalidCommandException extends FailureAnalyzedException implements ExitCodeGenerator {

	/**
	 * Tells what is wrong and what to do.
	 * @param description what was asked for, and the fact
	 * @param action how to mend it
	 */
	public InvalidCommandException(String description, String action) {
		super(description, action);
	}

	@Override
	public int getExitCode() {
		return 1;
	}

}
