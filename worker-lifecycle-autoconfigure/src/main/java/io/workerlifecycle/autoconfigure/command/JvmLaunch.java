package io.workerlifecycle.autoconfigure.command;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;

/**
 * How to start the program of this JVM once more: the same Java, options, class path or
 * jar and main class, with other arguments.
 *
 * @param java the Java launcher
 * @param options the options of the JVM, also those of the environment
 * @param program the jar, or the class path and the main class
 */
record JvmLaunch(String java, List<String> options, List<String> program) {

	/** What the launcher and the JVM add to the command line, which the options have. */
	private static final List<String> OPTION_VARIABLES = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS",
			"_JAVA_OPTIONS");

	/** It belongs to who starts in the background, not to the one that is started. */
	private static final List<String> SUPERVISION_VARIABLES = List.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID");

	static JvmLaunch ofThisJvm() {
		Properties system = System.getProperties();
		String java = ProcessHandle.current()
			.info()
			.command()
			.orElseGet(() -> Path.of(system.getProperty("java.home"), "bin", "java").toString());
		return new JvmLaunch(java, ManagementFactory.getRuntimeMXBean().getInputArguments(), program(system));
	}

	/**
	 * The options that this and another JVM cannot have at once: a debugger's agent has
	 * its port.
	 */
	List<String> leftOut() {
		return this.options.stream().filter(JvmLaunch::isDebugger).toList();
	}

	List<String> command(List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(this.java));
		this.options.stream().filter(Predicate.not(JvmLaunch::isDebugger)).forEach(command::add);
		command.addAll(this.program);
		command.addAll(arguments);
		return command;
	}

	/** Takes out what would come twice, or would reach somebody else's supervisor. */
	static void clean(Map<String, String> environment) {
		OPTION_VARIABLES.forEach(environment::remove);
		SUPERVISION_VARIABLES.forEach(environment::remove);
	}

	static List<String> program(Properties system) {
		String module = system.getProperty("jdk.module.main");
		String command = system.getProperty("sun.java.command", "");
		if (module != null) {
			return List.of("-m", firstWord(command));
		}
		String classPath = system.getProperty("java.class.path", "");
		boolean jar = command.equals(classPath) || command.startsWith(classPath + " ");
		return (jar && !classPath.isEmpty()) ? List.of("-jar", classPath)
				: List.of("-cp", classPath, firstWord(command));
	}

	private static String firstWord(String text) {
		int end = text.indexOf(' ');
		return (end < 0) ? text : text.substring(0, end);
	}

	private static boolean isDebugger(String option) {
		return option.startsWith("-agentlib:jdwp") || option.startsWith("-Xrunjdwp");
	}

}
