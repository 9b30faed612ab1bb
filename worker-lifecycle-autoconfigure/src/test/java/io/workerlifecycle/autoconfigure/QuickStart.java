package io.workerlifecycle.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;

/**
 * Programs of the tests as processes of their own, which cost little to start.
 */
public final class QuickStart {

	/** For other processes on the class path of this one. */
	public static final List<String> OPTIONS = options();

	private QuickStart() {
	}

	public static ApplicationLauncher of(Class<?> mainClass) {
		return ApplicationProcess.ofMain(mainClass).jvmOptions(OPTIONS.toArray(String[]::new));
	}

	private static List<String> options() {
		List<String> options = new ArrayList<>(LibraryArchive.option());
		options.add("-XX:TieredStopAtLevel=1");
		options.add("-XX:+UseSerialGC");
		// An archive that does not fit costs time, and must not show in what is printed.
		options.add("-Xlog:disable");
		return List.copyOf(options);
	}

}
