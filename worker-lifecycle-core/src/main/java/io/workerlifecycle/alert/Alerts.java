package io.workerlifecycle.alert;

import java.util.List;

/**
 * Where problems are raised and resolved. The first raise of a problem opens its alert
 * and is told to the {@link AlertHandler} beans. While it is open, further raises are
 * counted, and are told as {@link AlertStatus#REPEATED} once in a repeat interval at
 * most. Only what is open can be resolved.
 * <p>
 * All methods may be called from any thread, and do not wait for handlers. Up to 10,000
 * alerts are open at a time; one more, and the one that is open for longest is forgotten,
 * so that its next raise is a first one again.
 *
 * @since 0.1.0
 */
public interface Alerts {

	/**
	 * Says that something is wrong, for the first time or again.
	 * @param problem what is wrong
	 */
	void raise(Problem problem);

	/**
	 * Says that a problem is over; nothing happens if it is not open.
	 * @param key the key of the problem
	 * @param message why it is over, in words for people
	 */
	void resolve(String key, String message);

	/**
	 * The problems there are.
	 * @return the last alert of each open problem, told or only counted, the one that is
	 * open for longest first
	 */
	List<Alert> open();

}
