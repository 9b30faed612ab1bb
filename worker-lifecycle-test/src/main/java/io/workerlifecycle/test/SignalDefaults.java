package io.workerlifecycle.test;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gives the signals of a new process their default. A process that was started by
 * {@code nohup}, or in the background by a shell, ignores some, and so would all that it
 * starts: what a test sends them would go unheard.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">SigIgn in
 * proc_pid_status(5)</a>
 */
final class SignalDefaults {

	private static final String IGNORED = "SigIgn:";

	/** Their numbers on Linux, which alone has such a status. */
	private static final Map<Integer, Signal> NUMBERS = new TreeMap<>(
			Map.of(1, Signal.HUP, 2, Signal.INT, 10, Signal.USR1, 15, Signal.TERM));

	private SignalDefaults() {
	}

	/**
	 * What to put before the command of a process.
	 * @param status the status of this process, as Linux shows it
	 * @return the command of GNU's {@code env}, empty if nothing is ignored
	 */
	static List<String> before(Path status) {
		BigInteger ignored = mask(status);
		String names = NUMBERS.entrySet()
			.stream()
			.filter((signal) -> ignored.testBit(signal.getKey() - 1))
			.map((signal) -> signal.getValue().name())
			.collect(Collectors.joining(","));
		return names.isEmpty() ? List.of() : List.of("env", "--default-signal=" + names);
	}

	private static BigInteger mask(Path status) {
		try {
			return Files.readAllLines(status)
				.stream()
				.filter((line) -> line.startsWith(IGNORED))
				.map((line) -> new BigInteger(line.substring(IGNORED.length()).strip(), 16))
				.findFirst()
				.orElse(BigInteger.ZERO);
		}
		catch (IOException ex) {
			// A system that does not tell.
			return BigInteger.ZERO;
		}
	}

}
