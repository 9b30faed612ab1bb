package io.workerlifecycle.autoconfigure.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people are told of signals that do not work.
 */
@Timeout(60)
class SignalReportTests {

	private static final SignalAnswer TAKEN = new SignalAnswer.Taken(() -> {
	});

	@Test
	void nothingIsToldIfAllIsWell() {
		assertThat(new SignalReport(TAKEN, ReloadSignal.HUP, TAKEN).warning()).isNull();
		assertThat(new SignalReport(null, ReloadSignal.NONE, null).warning()).isNull();
	}

	@Test
	void operatingSystemWithoutTheSignalIsTold() {
		assertThat(new SignalReport(TAKEN, ReloadSignal.HUP, new SignalAnswer.Unknown()).warning())
			.isEqualTo("SIGHUP does not reload, since this operating system has no such signal. To reload, use the "
					+ "endpoint reload or worker-lifecycle.reload.watch=true.");
	}

	@Test
	void virtualMachineWithoutSignalsIsToldOnce() {
		SignalAnswer unavailable = new SignalAnswer.Unavailable();
		assertThat(new SignalReport(unavailable, ReloadSignal.HUP, unavailable).warning())
			.isEqualTo("A second SIGTERM or SIGINT does not end the process at once, since this JVM hands out no "
					+ "signals; it lacks the module jdk.unsupported. SIGHUP does not reload, since this JVM hands out no "
					+ "signals; it lacks the module jdk.unsupported. To reload, use the endpoint reload or "
					+ "worker-lifecycle.reload.watch=true.");
	}

	@Test
	void anotherSignalIsNoWayOutIfItIsTheOneThatWasIgnored() {
		assertThat(new SignalReport(TAKEN, ReloadSignal.USR1, new SignalAnswer.IgnoredFromStart()).warning())
			.isEqualTo("SIGUSR1 does not reload, since it was ignored when the process was started, as under nohup. To "
					+ "reload, use the endpoint reload or worker-lifecycle.reload.watch=true.");
	}

	@Test
	void stopThatWasIgnoredFromTheStartIsTold() {
		assertThat(new SignalReport(new SignalAnswer.IgnoredFromStart(), ReloadSignal.HUP, TAKEN).warning())
			.isEqualTo("SIGTERM does nothing, since it was ignored when the process was started.");
	}

}
