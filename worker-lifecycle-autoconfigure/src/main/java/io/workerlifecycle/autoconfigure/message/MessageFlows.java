package io.workerlifecycle.autoconfigure.message;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

import io.workerlifecycle.message.MessageFlow;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the messages of all message workers of an application. May be asked by
 * any thread, once all singletons are there.
 *
 * @since 0.1.0
 */
public interface MessageFlows {

	/**
	 * The flow of each message worker.
	 * @return what is known now, by the name of the worker
	 */
	Map<String, MessageFlow> list();

	/**
	 * The flow of one message worker.
	 * @param worker its name
	 * @return what is known now, or {@code null} if there is no such worker
	 */
	default @Nullable MessageFlow find(String worker) {
		return list().get(worker);
	}

	/**
	 * How many messages wait in the channels of a worker.
	 * @param worker its name
	 * @return their number; empty if a channel does not know it, or there is no such
	 * worker
	 */
	OptionalLong depth(String worker);

	/**
	 * Whether the channels of a worker know how many messages wait, once they can be
	 * reached.
	 * @param worker its name
	 * @return false if one of them never knows it, or there is no such worker
	 */
	default boolean knowsDepth(String worker) {
		return depth(worker).isPresent();
	}

	/**
	 * How long the oldest message waits in the channels of a worker, as far as they know
	 * it.
	 * @param worker its name
	 * @return the time; zero if none waits, no channel knows it, or there is no such
	 * worker
	 */
	default Duration waitingAge(String worker) {
		return Duration.ZERO;
	}

}
