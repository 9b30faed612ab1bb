package io.workerlifecycle.autoconfigure.message;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints why a database cannot keep messages, and how to mend it, instead of a stack.
 */
final class DurableChannelFailureAnalyzer extends AbstractFailureAnalyzer<DurableChannelException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DurableChannelException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.getAction(), cause);
	}

}
