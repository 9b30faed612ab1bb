package io.workerlifecycle.autoconfigure.job;

import io.workerlifecycle.job.ExecutionResult;
import io.workerlifecycle.job.JobOutcome;

/**
 * What a process says of the one job that it ran.
 *
 * @param code its exit code
 * @param fact what became of the job, in words for people
 */
record RunEnd(int code, String fact) {

	private static final int SUCCESS = 0;

	private static final int ERROR = 1;

	/** EX_TEMPFAIL of sysexits.h: trying again later may succeed. */
	private static final int REFUSED = 75;

	/** As timeout(1) of the GNU core utilities has it. */
	private static final int TIMEOUT = 124;

	static RunEnd of(ExecutionResult result) {
		if (result instanceof ExecutionResult.Ran ran) {
			return new RunEnd(code(ran.outcome()), "ended with " + ran.outcome());
		}
		if (result instanceof ExecutionResult.Refused refused) {
			return new RunEnd(REFUSED, "was refused, reason " + refused.reason());
		}
		throw new IllegalStateException("There is no other result");
	}

	private static int code(JobOutcome outcome) {
		return switch (outcome.name()) {
			case "SUCCESS" -> SUCCESS;
			case "TIMEOUT" -> TIMEOUT;
			default -> ERROR;
		};
	}

}
