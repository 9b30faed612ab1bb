package io.workerlifecycle.autoconfigure.instance;

import java.nio.file.Path;

import io.workerlifecycle.lock.LockHold;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.ApplicationPidFileWriter;
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

	/** Of the latest run; only the thread that runs the application comes here. */
	private @Nullable LockHold hold;

	InstanceLockListener() {
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 12;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			take(prepared);
		}
		else if (event instanceof ApplicationFailedEvent failed) {
			giveBack(failed.getApplicationContext());
		}
	}

	private void take(ApplicationEnvironmentPreparedEvent event) {
		this.hold = null;
		Path pidFile = new LockRequest(event.getEnvironment()).pidFile();
		if (pidFile != null) {
			LockHold taken = InstanceGate.at(pidFile).pass(event);
			this.hold = taken;
			SpringApplication.getShutdownHandlers().add(taken::close);
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
