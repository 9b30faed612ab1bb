package io.workerlifecycle.autoconfigure.status;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Says that an application is starting as soon as it has the instance lock, which is why
 * the order is after that of the lock.
 */
final class StatusListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	StatusListener() {
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 13;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		StatusPlace.in(event.getEnvironment()).begin();
	}

}
