package io.workerlifecycle.autoconfigure.worker;

import io.workerlifecycle.worker.InvalidWorkerException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints what is wrong with a worker, and how to mend it, instead of a stack.
 */
final class InvalidWorkerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidWorkerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidWorkerException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.getAction(), cause);
	}

}
