package io.workerlifecycle.reload;

/**
 * A bean that wants to know of a new configuration; a worker may be one. All of them are
 * asked first, and nothing is applied if one refuses. Called on the thread of the reload,
 * one after the other, in the order of the beans; a reload waits for them. <pre>{@code
 * class Poller implements Worker, Reloadable {
 *
 *     private volatile PollSettings settings;
 *
 *     public void onReload(ReloadChange change) {
 *         this.settings = change.bind("poll", PollSettings.class);
 *     }
 *
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public interface Reloadable {

	/**
	 * Looks at a new configuration and refuses it by throwing. It must change nothing: at
	 * this time it is not known whether the others agree.
	 * @param change what changes
	 * @throws Exception if the bean cannot work so; the message is the reason that people
	 * are told
	 */
	default void checkReload(ReloadChange change) throws Exception {
	}

	/**
	 * Takes over a new configuration. If it throws, the reload as a whole is undone: the
	 * beans that were told before, and this one, are told again, with the old
	 * configuration.
	 * @param change what changes
	 * @throws Exception if the bean cannot work so; the message is the reason that people
	 * are told
	 */
	void onReload(ReloadChange change) throws Exception;

}
