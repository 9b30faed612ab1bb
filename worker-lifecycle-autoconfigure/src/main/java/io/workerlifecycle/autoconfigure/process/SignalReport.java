package io.workerlifecycle.autoconfigure.process;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What came of wanting signals, and what people should know of it.
 *
 * @param stop what came of the signals to stop; null where there is no news
 * @param signal the signal that is to reload
 * @param reload what came of it; null where there is no news
 */
record SignalReport(@Nullable SignalAnswer stop, ReloadSignal signal, @Nullable SignalAnswer reload) {

	private static final String LEFT_TO_SYSTEM = ", since the JVM leaves signals to the operating system, as under -Xrs.";

	private static final String NO_SIGNALS = ", since this JVM hands out no signals; it lacks the module jdk.unsupported.";

	/**
	 * What does not work, why, and what does instead.
	 * @return one text for people, or {@code null} if all is well
	 */
	@Nullable String warning() {
		String warning = Stream.of(stopFault(), reloadFault())
			.filter((fault) -> !fault.isEmpty())
			.collect(Collectors.joining(" "));
		return warning.isEmpty() ? null : warning;
	}

	private String stopFault() {
		if (this.stop instanceof SignalAnswer.Refused) {
			return "SIGTERM and SIGINT end the process at once, without a stop in good order" + LEFT_TO_SYSTEM;
		}
		if (this.stop instanceof SignalAnswer.IgnoredFromStart) {
			return "SIGTERM does nothing, since it was ignored when the process was started.";
		}
		if (this.stop instanceof SignalAnswer.Unavailable) {
			return "A second SIGTERM or SIGINT does not end the process at once" + NO_SIGNALS;
		}
		return "";
	}

	private String reloadFault() {
		String name = "SIG" + this.signal;
		if (this.reload instanceof SignalAnswer.Refused) {
			return name + " ends the process, and does not reload" + LEFT_TO_SYSTEM + wayOut(false);
		}
		if (this.reload instanceof SignalAnswer.IgnoredFromStart) {
			return name + " does not reload, since it was ignored when the process was started, as under nohup."
					+ wayOut(true);
		}
		if (this.reload instanceof SignalAnswer.Unavailable) {
			return name + " does not reload" + NO_SIGNALS + wayOut(false);
		}
		if (this.reload instanceof SignalAnswer.Unknown) {
			return name + " does not reload, since this operating system has no such signal." + wayOut(false);
		}
		return "";
	}

	private String wayOut(boolean otherSignal) {
		String other = (otherSignal && this.signal == ReloadSignal.HUP)
				? ", or set " + ReloadSignalProperties.SIGNAL + "=USR1" : "";
		return " To reload, use the endpoint reload or worker-lifecycle.reload.watch=true" + other + ".";
	}

}
