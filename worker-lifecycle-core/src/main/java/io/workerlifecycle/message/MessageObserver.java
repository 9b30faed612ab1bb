package io.workerlifecycle.message;

import org.jspecify.annotations.Nullable;

/**
 * Is told what becomes of the messages of one worker. Called on the threads that process
 * them, after the transaction, so it must be quick and must not throw.
 *
 * @since 0.1.0
 */
public interface MessageObserver {

	/**
	 * Nobody who wants to know.
	 */
	MessageObserver NONE = (outcome, messages, nanos) -> {
	};

	/**
	 * Messages were handled.
	 * @param outcome what became of them
	 * @param messages how many they were
	 * @param nanos how long each of them took, on average, in nanoseconds
	 */
	void handled(MessageOutcome outcome, int messages, long nanos);

	/**
	 * Who stands around each call of the code that processes messages. Asked for once for
	 * each thread of a life.
	 * @return the interceptor; {@code null} for nobody, which costs nothing
	 */
	default @Nullable ProcessingInterceptor interceptor() {
		return null;
	}

}
