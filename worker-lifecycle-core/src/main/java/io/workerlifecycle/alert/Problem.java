package io.workerlifecycle.alert;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a thing, to be raised as an alert.
 *
 * @param subject the thing
 * @param name what is wrong, in one word, as in {@code failed}; a thing may have several
 * problems at a time, each once
 * @param severity who has to do something about it
 * @param message the facts, in words for people; the text of the cause is added to it
 * @param cause what was thrown, or {@code null} if nothing was
 * @since 0.1.0
 */
public record Problem(AlertSubject subject, String name, AlertSeverity severity, String message,
		@Nullable Throwable cause) {

	/**
	 * What tells this problem from others.
	 * @return the key, as in {@code worker:orders:failed}
	 */
	public String key() {
		return this.subject.key(this.name);
	}

}
