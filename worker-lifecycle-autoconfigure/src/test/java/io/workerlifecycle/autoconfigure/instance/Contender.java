package io.workerlifecycle.autoconfigure.instance;

import java.nio.file.Path;
import java.util.regex.Pattern;

import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;

/**
 * A process that tries to start an application each time it is told to, until it
 * succeeds: many tries cost one start of a JVM.
 */
final class Contender implements AutoCloseable {

	private final ApplicationProcess process;

	private int attempts;

	private int read;

	Contender(ApplicationLauncher launcher) {
		this.process = launcher.jvmOptions("-Dtest.gate=true").start();
	}

	Contender() {
		this(Instances.of(LockedApplication.class));
	}

	ApplicationProcess process() {
		return this.process;
	}

	void awaitGate() {
		this.process.awaitLine("At the gate");
	}

	/**
	 * Lets it try; does not wait for what comes of it.
	 */
	Contender go(Path pidFile, String... arguments) {
		awaitGate();
		this.attempts++;
		this.read = this.process.output().length();
		this.process.input("--worker-lifecycle.instance.pid-file=" + pidFile + " " + String.join(" ", arguments));
		return this;
	}

	/**
	 * Waits until the latest try is decided.
	 * @return whether it runs now
	 */
	boolean runs() {
		return this.process.awaitLine(Pattern.compile("Attempt " + this.attempts + " (succeeded|failed)"))
			.endsWith("succeeded");
	}

	/**
	 * What the latest try has written.
	 */
	String output() {
		return this.process.output().substring(this.read);
	}

	@Override
	public void close() {
		this.process.close();
	}

}
