package io.workerlifecycle.autoconfigure.instance;

import java.nio.file.Path;

import io.workerlifecycle.autoconfigure.QuickStart;
import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;

/**
 * Starts small JVMs that ask for the lock.
 */
final class Instances {

	private Instances() {
	}

	static ApplicationLauncher of(Class<?> mainClass) {
		return QuickStart.of(mainClass)
			.jvmOptions("-Xmx64m")
			.arguments("--logging.level.root=warn", "--logging.level.io.workerlifecycle=info");
	}

	static ApplicationLauncher on(Path pidFile) {
		return of(LockedApplication.class).arguments("--worker-lifecycle.instance.pid-file=" + pidFile);
	}

	static ApplicationProcess started(ApplicationLauncher launcher) {
		ApplicationProcess process = launcher.start();
		try {
			process.awaitLine("Started ");
			return process;
		}
		catch (AssertionError ex) {
			process.close();
			throw ex;
		}
	}

}
