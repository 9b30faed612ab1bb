package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.workerlifecycle.autoconfigure.QuickStart;
import io.workerlifecycle.autoconfigure.instance.OnConflict;
import io.workerlifecycle.autoconfigure.process.ControlAction;
import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.test.ApplicationLauncher;
import io.workerlifecycle.test.ApplicationProcess;
import io.workerlifecycle.time.SystemTimeSource;

import org.springframework.mock.env.MockEnvironment;

/**
 * Instances of the controlled program on one PID file, and commands that this process
 * gives them. All that is started bears the directory in its command line, so that
 * nothing stays behind, whoever its parent is.
 */
final class Instances {

	final Path pidFile;

	final Path configuration;

	final List<String> said = new ArrayList<>();

	private final String mark;

	private final SystemTimeSource time = new SystemTimeSource();

	Instances(Path directory) {
		this.pidFile = directory.resolve("orders.pid");
		this.configuration = directory.resolve("application.yml");
		this.mark = "-Dtest.directory=" + directory;
	}

	ApplicationLauncher launcher() {
		return QuickStart.of(ControlledProgram.class)
			.jvmOptions(this.mark, "-Xmx64m")
			.environment("INVOCATION_ID", "")
			.environment("NOTIFY_SOCKET", "")
			.arguments(arguments().toArray(String[]::new));
	}

	ApplicationProcess foreground(String... arguments) {
		ApplicationProcess process = launcher().arguments(arguments).start();
		process.awaitLine("Under control");
		return process;
	}

	/** The command as a process of its own, as people give it. */
	ApplicationProcess commanded(String command) {
		return launcher().arguments("--worker-lifecycle.command=" + command).start();
	}

	/** The command by this process, which starts quicker. */
	int obey(ControlAction action) {
		this.said.clear();
		MockEnvironment environment = new MockEnvironment().withProperty("worker-lifecycle.instance.pid-file",
				this.pidFile.toString());
		return new ControlCommands(environment, List.of(), new Supervision(Map.of(), 2), output()).obey(action);
	}

	int start(String... arguments) throws IOException {
		this.said.clear();
		List<String> options = new ArrayList<>(List.of(this.mark, "-Xmx64m"));
		options.addAll(QuickStart.OPTIONS);
		List<String> all = new ArrayList<>(arguments());
		all.addAll(List.of(arguments));
		JvmLaunch jvm = new JvmLaunch(Path.of(System.getProperty("java.home"), "bin", "java").toString(), options,
				List.of("-cp", System.getProperty("java.class.path"), ControlledProgram.class.getName()));
		return new StartCommand(view(), OnConflict.FAIL, jvm, all, output()).run();
	}

	ControlEnd stop(Duration limit) throws IOException {
		this.said.clear();
		return new StopCommand(view(), limit, output()).run();
	}

	String text() {
		return String.join("\n", this.said);
	}

	long pid() throws IOException {
		return Long.parseLong(Files.readString(this.pidFile).strip());
	}

	void close() throws InterruptedException, ExecutionException {
		this.time.close();
		for (ProcessHandle process : ProcessHandle.allProcesses().filter(this::isOurs).toList()) {
			process.destroyForcibly();
			process.onExit().get();
		}
	}

	private boolean isOurs(ProcessHandle process) {
		return process.info().arguments().map(List::of).orElse(List.of()).contains(this.mark);
	}

	private InstanceView view() {
		return new InstanceView(new InstanceLock(this.pidFile), this.time);
	}

	private CommandOutput output() {
		return new CommandOutput(this.said::add, this.said::add);
	}

	private List<String> arguments() {
		return List.of("--worker-lifecycle.instance.pid-file=" + this.pidFile, "--logging.level.root=warn",
				"--spring.config.location=optional:file:" + this.configuration);
	}

}
