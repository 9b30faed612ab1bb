package io.workerlifecycle.autoconfigure.status;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.process.TakenReloadSignal;
import io.workerlifecycle.time.TimeSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Auto-configuration for the status file of the instance that runs. There is one for one
 * PID file; without that nothing is written.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProcessAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
public final class StatusAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StatusKeeper workerLifecycleStatusKeeper(ConfigurableApplicationContext context, TimeSource time,
			TakenReloadSignal signal, ObjectProvider<HealthSource> health) {
		StatusKeeper keeper = new StatusKeeper(context, StatusPlace.in(context.getEnvironment()), time, signal, health);
		context.addApplicationListener(new CloseListener(keeper));
		return keeper;
	}

	/**
	 * No bean, since a bean may hear of one type of events only: one that hears of all is
	 * asked for, and so made, when a start has failed and nothing can be made any more.
	 */
	private record CloseListener(StatusKeeper keeper) implements ApplicationListener<ContextClosedEvent> {

		@Override
		public void onApplicationEvent(ContextClosedEvent event) {
			this.keeper.onClose(event);
		}

	}

}
