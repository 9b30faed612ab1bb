package io.workerlifecycle.autoconfigure.command;

import java.util.Map;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.process.ControlAction;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Who else starts and stops this process. A service manager takes an instance that starts
 * and stops behind its back for one that has failed, and the end of the first process of
 * a container is the end of all others in it.
 *
 * @param environment the variables of the environment
 * @param pid the process id
 */
record Supervision(Map<String, String> environment, long pid) {

	static Supervision ofThisProcess() {
		return new Supervision(System.getenv(), ProcessHandle.current().pid());
	}

	/**
	 * Why a command cannot be obeyed here.
	 * @return the reason and the way out, {@code null} if it can
	 */
	@Nullable String refusal(ControlAction action) {
		if (action == ControlAction.STATUS || action == ControlAction.RELOAD) {
			return null;
		}
		if (this.pid == 1) {
			return "The command " + action.word() + " cannot be given as process 1 of a container, whose end ends all "
					+ "others. Start in the foreground, without a command; the container's runtime stops it.";
		}
		return Stream.of("NOTIFY_SOCKET", "INVOCATION_ID")
			.filter((name) -> StringUtils.hasText(this.environment.get(name)))
			.findFirst()
			.map((name) -> "The command " + action.word() + " does not work under systemd, which starts and stops its "
					+ "units itself (" + name + " is set). Use systemctl, and Type=notify with no command. If this is "
					+ "a shell that inherited the variable, put 'env -u " + name + "' before the command line.")
			.orElse(null);
	}

}
