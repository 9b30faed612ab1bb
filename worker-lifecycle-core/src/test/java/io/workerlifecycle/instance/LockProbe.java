package io.workerlifecycle.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Another process that tries the lock, and what it says.
 */
final class LockProbe {

	private LockProbe() {
	}

	public static void main(String[] args) {
		System.out.print(new InstanceLock(Path.of(args[0])).tryAcquire().getClass().getSimpleName());
	}

	static String outcomeElsewhere(Path pidFile) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx32m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				LockProbe.class.getName(), pidFile.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String outcome = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return outcome;
	}

}
