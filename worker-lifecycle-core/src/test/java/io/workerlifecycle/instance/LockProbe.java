package io.workerlifecycle.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another process that tries the lock, and what it says.
 */
final class LockProbe {

	private LockProbe() {
	}

	public static void main(String[] args) throws IOException {
		System.out.println(new InstanceLock(Path.of(args[0])).tryAcquire().getClass().getSimpleName());
		if (args.length > 1) {
			System.in.read();
		}
	}

	static String outcomeElsewhere(Path pidFile) throws IOException, InterruptedException {
		Process process = start(pidFile.toString());
		String outcome = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return outcome.strip();
	}

	/**
	 * Another process that holds the lock as long as it lives.
	 */
	static Process holder(Path pidFile) throws IOException {
		Process process = start(pidFile.toString(), "hold");
		assertThat(process.inputReader().readLine()).isEqualTo("Acquired");
		return process;
	}

	private static Process start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m",
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), LockProbe.class.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

}
