package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.nio.file.Path;

import io.workerlifecycle.instance.InstanceLock;
import io.workerlifecycle.time.SystemTimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.ApplicationPidFileWriter;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Takes the instance lock before there is any bean, port or migration, and fails the
 * start if it cannot. The lock is given back after all contexts of the process are
 * closed, or when a context did not start.
 * <p>
 * The order is after the configuration files are read and before
 * {@link ApplicationPidFileWriter}, which would overwrite the PID of who holds the lock.
 */
final class InstanceLockListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(InstanceLockListener.class);

	/** Of the latest run; only the thread that runs the application comes here. */
	private @Nullable InstanceHold hold;

	/** What is to be logged as soon as there is logging; of the same thread. */
	private @Nullable String takeOver;

	InstanceLockListener() {
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 12;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			this.hold = null;
			this.takeOver = null;
			take(prepared);
		}
		else if (event instanceof ApplicationContextInitializedEvent && this.takeOver != null) {
			logger.info(this.takeOver);
			this.takeOver = null;
		}
		else if (event instanceof ApplicationFailedEvent failed) {
			giveBack(failed.getApplicationContext());
		}
	}

	private void take(ApplicationEnvironmentPreparedEvent event) {
		LockRequest request = new LockRequest(event.getEnvironment());
		Path pidFile = request.pidFile();
		if (pidFile == null) {
			return;
		}
		try (SystemTimeSource time = new SystemTimeSource()) {
			InstanceLock lock = new InstanceLock(pidFile);
			WaitNotice notice = new WaitNotice(lock.pidFile().path(), time, System.out);
			InstanceGate gate = new InstanceGate(lock, request.patience(), time);
			InstanceHold taken = gate.pass(event.getEnvironment(), notice);
			this.hold = taken;
			this.takeOver = notice.end();
			keep(taken, gate.refusal(), event);
		}
	}

	/**
	 * The end of the process is bound before the PID is written, so that no end leaves a
	 * PID file.
	 */
	private static void keep(InstanceHold taken, InstanceRefusal refusal, ApplicationEnvironmentPreparedEvent event) {
		try {
			SpringApplication.getShutdownHandlers().add(taken::close);
			taken.publish(new BootPidWriter(event));
		}
		catch (IOException | IllegalStateException ex) {
			taken.close();
			throw refusal.notWritten(ex);
		}
	}

	/**
	 * A context that had started, when a runner failed, still has its beans; its lock is
	 * given back at the end of the process.
	 */
	private void giveBack(@Nullable ConfigurableApplicationContext context) {
		boolean beansAreGone = context == null || !context.isActive();
		if (this.hold != null && beansAreGone) {
			this.hold.close();
		}
	}

}
