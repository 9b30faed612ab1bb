package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What systemd says to the process in its environment.
 *
 * @param socket where it listens
 * @param watchdog how long it waits for a sign of life; null if it waits for none
 * @see <a href=
 * "https://man7.org/linux/man-pages/man3/sd_watchdog_enabled.3.html">sd_watchdog_enabled(3)</a>
 */
record ServiceVariables(String socket, @Nullable Duration watchdog) {

	private static final int MOST_DIGITS = 18;

	/**
	 * Reads the variables.
	 * @param variables the environment of the process
	 * @param pid the process
	 * @return what systemd says, or {@code null} if it does not listen
	 */
	static @Nullable ServiceVariables of(Map<String, String> variables, long pid) {
		String socket = variables.getOrDefault("NOTIFY_SOCKET", "");
		if (socket.isEmpty()) {
			return null;
		}
		String ours = Long.toString(pid);
		boolean watched = variables.getOrDefault("WATCHDOG_PID", ours).equals(ours);
		return new ServiceVariables(socket, watched ? micros(variables.getOrDefault("WATCHDOG_USEC", "")) : null);
	}

	/** What is no such number is the mistake of somebody else, and no watchdog. */
	private static @Nullable Duration micros(String text) {
		boolean number = !text.isEmpty() && text.length() <= MOST_DIGITS
				&& text.chars().allMatch((digit) -> digit >= '0' && digit <= '9');
		Duration micros = number ? Duration.of(Long.parseLong(text), ChronoUnit.MICROS) : Duration.ZERO;
		return micros.isZero() ? null : micros;
	}

}
