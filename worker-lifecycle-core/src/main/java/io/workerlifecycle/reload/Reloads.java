package io.workerlifecycle.reload;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The reloads of one application. At most one is under way; of all requests that come
 * meanwhile one more follows, which answers them together. Safe for use by several
 * threads; never waits.
 *
 * @since 0.1.0
 */
public interface Reloads {

	/**
	 * Asks for a reload, which runs on a thread of its own, not before the application is
	 * ready.
	 * @param cause who asks
	 * @return completes with the result, never exceptionally, on a thread that must not
	 * be held up; if the application closes before, it is refused
	 */
	CompletionStage<ReloadResult> request(ReloadCause cause);

	/**
	 * How the latest reload ended.
	 * @return its result, empty if there was none
	 */
	Optional<ReloadResult> last();

}
