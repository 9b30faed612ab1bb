package io.workerlifecycle.autoconfigure.job;

import java.util.function.Supplier;

import io.workerlifecycle.job.JobStateInUseException;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Thrown at start when another instance has the job state file. Ends the process as the
 * instance lock does.
 */
final class JobStateConflictException extends FailureAnalyzedException implements ExitCodeGenerator {

	/** EX_TEMPFAIL of sysexits.h. */
	private static final int EXIT_CODE = 75;

	private JobStateConflictException(JobStateInUseException conflict) {
		super(String.valueOf(conflict.getMessage()), conflict.getAction(), conflict);
	}

	static <T> T translated(Supplier<T> opening) {
		try {
			return opening.get();
		}
		catch (JobStateInUseException ex) {
			throw new JobStateConflictException(ex);
		}
	}

	@Override
	public int getExitCode() {
		return EXIT_CODE;
	}

}
