package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.List;

/**
 * Thrown when settings of a worker are out of their range, with the keys of those that
 * are, so that somebody who knows can say where they stand.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class SettingRangeException extends IllegalArgumentException {

	/** Far above any sense, far below what nanoseconds in a long can hold. */
	static final Duration LONGEST = Duration.ofDays(36500);

	private final List<String> keys;

	SettingRangeException(String message, List<String> keys) {
		super(message);
		this.keys = keys;
	}

	/**
	 * The settings that do not fit.
	 * @return their keys, as in {@code stop-timeout} or {@code restart.multiplier}
	 */
	public List<String> keys() {
		return this.keys;
	}

	/**
	 * Checks a time that may be zero.
	 * @param value the time
	 * @param key the key of its setting
	 * @throws SettingRangeException if it is negative, or of no sense
	 */
	public static void requireTime(Duration value, String key) {
		require(!value.isNegative(), key + " must not be negative, but is " + value, key);
		require(value.compareTo(LONGEST) <= 0, key + " must be a hundred years at most, but is " + value, key);
	}

	/**
	 * Checks a time that may not be zero.
	 * @param value the time
	 * @param key the key of its setting
	 * @throws SettingRangeException if it is not positive, or of no sense
	 */
	public static void requirePositive(Duration value, String key) {
		require(value.compareTo(Duration.ZERO) > 0, key + " must be positive, but is " + value, key);
		requireTime(value, key);
	}

	/**
	 * Checks anything.
	 * @param condition what must hold
	 * @param fact what is to be told if it does not
	 * @param keys the keys of the settings that the fact is about
	 * @throws SettingRangeException if it does not hold
	 */
	public static void require(boolean condition, String fact, String... keys) {
		if (!condition) {
			throw new SettingRangeException(fact, List.of(keys));
		}
	}

}
