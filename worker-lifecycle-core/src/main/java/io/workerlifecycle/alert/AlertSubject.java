package io.workerlifecycle.alert;

/**
 * The thing that has a problem.
 *
 * @param kind what kind of thing it is, in one word: {@code worker}, {@code job}, or one
 * of the application's own
 * @param name the name of the thing
 * @since 0.1.0
 */
public record AlertSubject(String kind, String name) {

	/**
	 * The key of a problem of this thing.
	 * @param problem the name of the problem, as in {@code failed}
	 * @return the key, as in {@code worker:orders:failed}
	 */
	public String key(String problem) {
		return this.kind + ":" + this.name + ":" + problem;
	}

}
