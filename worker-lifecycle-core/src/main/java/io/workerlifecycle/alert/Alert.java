package io.workerlifecycle.alert;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One piece of news about a problem: that it is there, that it is there still, or that it
 * is over. All alerts of one problem have one key.
 *
 * @param key what tells the problem from others, as in {@code worker:orders:failed}
 * @param status what is said of the problem
 * @param severity who has to do something about it
 * @param subject the thing that has the problem
 * @param message the facts in words for people, the text of the cause included; no longer
 * than 2,000 characters
 * @param cause what was thrown the last time, or {@code null} if nothing was or the
 * problem is over. Its own text may throw; that in the message does not
 * @param since when the problem was raised first
 * @param at when it was raised the last time, or resolved
 * @param count how often it was raised since
 * @since 0.1.0
 */
public record Alert(String key, AlertStatus status, AlertSeverity severity, AlertSubject subject, String message,
		@Nullable Throwable cause, Instant since, Instant at, long count) {

	static Alert raised(Problem problem, String message, Instant now) {
		return new Alert(problem.key(), AlertStatus.RAISED, problem.severity(), problem.subject(), message,
				problem.cause(), now, now, 1);
	}

	Alert repeated(Problem problem, String newMessage, Instant now) {
		return new Alert(this.key, AlertStatus.REPEATED, problem.severity(), this.subject, newMessage, problem.cause(),
				this.since, now, this.count + 1);
	}

	Alert resolved(String newMessage, Instant now) {
		return new Alert(this.key, AlertStatus.RESOLVED, this.severity, this.subject, newMessage, null, this.since, now,
				this.count);
	}

	/**
	 * The alert in one line, without its cause, whose text may throw.
	 */
	@Override
	public String toString() {
		return "Alert " + this.key + " " + this.status + " (" + this.severity + ", count " + this.count + ", since "
				+ this.since + "): " + this.message;
	}

}
