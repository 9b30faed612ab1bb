package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;

/**
 * What the supervision needs of the world.
 *
 * @param resources what it shares with the rest of its application
 * @param interceptors who sees each start and stop while it happens
 * @param mailbox runs messages to the supervisor one by one, in order
 * @param notices runs what observers and the log are told, one by one, in order
 * @param events runs what listeners of the application are told, likewise; one that hangs
 * holds up nothing else
 */
record SupervisorPorts(SupervisorResources resources, List<WorkerLifecycleInterceptor> interceptors, Executor mailbox,
		Executor notices, Executor events) {

	TimeSource time() {
		return this.resources.time();
	}

	/**
	 * Sends the supervisor a message after a delay. Once cancelled on the supervisor's
	 * thread the step does not run, even if its message is on the way.
	 * @param delay how long to wait
	 * @param step what to do, on the supervisor's thread
	 * @return the timer; cancelled on the supervisor's thread only
	 */
	Timer after(Duration delay, Runnable step) {
		AtomicBoolean cancelled = new AtomicBoolean();
		Runnable message = () -> {
			if (!cancelled.get()) {
				step.run();
			}
		};
		Timer clock = time().schedule(delay, () -> this.mailbox.execute(message));
		return () -> {
			cancelled.set(true);
			clock.cancel();
		};
	}

}
