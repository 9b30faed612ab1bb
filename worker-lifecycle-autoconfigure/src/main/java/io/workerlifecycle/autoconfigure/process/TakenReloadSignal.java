package io.workerlifecycle.autoconfigure.process;

import org.jspecify.annotations.Nullable;

/**
 * Which signal reloads the applications of this process. Only what was taken counts: any
 * other signal ends the process, whatever is configured.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TakenReloadSignal {

	/**
	 * The signal at this moment.
	 * @return its name without SIG, {@code null} if there is none
	 */
	@Nullable String name();

}
