package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The signals of a real virtual machine.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JvmSignalsTests {

	@Test
	void signalIsDeliveredUntilItIsGivenBack() throws Exception {
		CountDownLatch came = new CountDownLatch(1);
		// A process that does not handle this one ignores it.
		SignalAnswer answer = new JvmSignals().take("URG", came::countDown);
		assertThat(answer).isInstanceOf(SignalAnswer.Taken.class);
		sendUrgToThisProcess();
		assertThat(came.await(30, TimeUnit.SECONDS)).isTrue();
		((SignalAnswer.Taken) answer).giveBack().run();
		sendUrgToThisProcess();
	}

	@Test
	void signalThatTheVirtualMachineKeepsIsRefused() {
		assertThat(new JvmSignals().take("QUIT", () -> {
		})).isEqualTo(new SignalAnswer.Refused());
	}

	@Test
	void signalThatThereIsNotIsUnknown() {
		assertThat(new JvmSignals().take("NOSUCH", () -> {
		})).isEqualTo(new SignalAnswer.Unknown());
	}

	@Test
	void virtualMachineWithoutTheTypeHandsOutNone() {
		assertThat(new JvmSignals("sun.misc.NoSignal").take("HUP", () -> {
		})).isEqualTo(new SignalAnswer.Unavailable());
	}

	private static void sendUrgToThisProcess() throws IOException, InterruptedException {
		String pid = Long.toString(ProcessHandle.current().pid());
		assertThat(new ProcessBuilder("kill", "-URG", pid).start().waitFor()).isZero();
	}

}
