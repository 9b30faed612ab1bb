package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The dead letters of message workers, to be looked at and to be sent again. For workers
 * whose dead-letter channel is a {@code QueueChannel} in memory, or one whose
 * transactions are known, such as a durable one. Other channels, such as a broker's, are
 * not received from. May be used by any thread.
 *
 * @since 0.1.0
 */
public interface DeadLetters {

	/**
	 * The most letters that one call looks at.
	 */
	int MOST = 1_000;

	/**
	 * The workers that have such a channel.
	 * @return their names
	 */
	List<String> workers();

	/**
	 * The letters of one worker, the oldest first; those of others in the same channel
	 * are left out. They stay where they are.
	 * @param worker its name
	 * @return the letters, at most {@link #MOST}
	 * @throws io.workerlifecycle.worker.NoSuchWorkerException if no such worker has a
	 * channel that can be looked at
	 */
	List<DeadLetter> list(String worker);

	/**
	 * Sends letters of one worker to the channels they came from, as they were. In one
	 * transaction where the channels have the same; otherwise a crash or a failure
	 * meanwhile may repeat some.
	 * @param worker its name
	 * @param id the id of the only letter to send; {@code null} for all of them
	 * @return how many were sent; fewer than there are when a channel has no room
	 * @throws io.workerlifecycle.worker.NoSuchWorkerException if no such worker has a
	 * channel that can be looked at
	 * @throws DeadLetterReplayException if another thread is at it, or those that stay
	 * have no room any more; they are where they were
	 */
	int replay(String worker, @Nullable String id);

}
