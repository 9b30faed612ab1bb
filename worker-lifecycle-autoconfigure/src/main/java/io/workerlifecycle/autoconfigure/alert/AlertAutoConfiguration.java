package io.workerlifecycle.autoconfigure.alert;

import java.util.List;
import java.util.stream.Stream;

import io.workerlifecycle.alert.AlertDispatcher;
import io.workerlifecycle.alert.AlertHandler;
import io.workerlifecycle.alert.AlertLog;
import io.workerlifecycle.alert.Alerts;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.time.TimeSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that raises alerts when workers and jobs fail, and tells
 * {@link AlertHandler} beans of them. A child context uses the alerts of its parent, if
 * there are any.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProcessAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.alerts.enabled", matchIfMissing = true)
public final class AlertAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(Alerts.class)
	AlertDispatcher workerLifecycleAlerts(TimeSource time, Environment environment,
			ObjectProvider<AlertHandler> handlers) {
		// Bound here: one bean less in every application.
		AlertProperties properties = Binder.get(environment)
			.bindOrCreate(AlertProperties.PREFIX, AlertProperties.class);
		return new AlertDispatcher(time, properties.repeatDuration(), () -> all(properties, handlers));
	}

	@Bean
	WorkerAlerts workerLifecycleWorkerAlerts(Alerts alerts, TimeSource time) {
		return new WorkerAlerts(alerts, time);
	}

	@Bean
	JobAlerts workerLifecycleJobAlerts(Alerts alerts) {
		return new JobAlerts(alerts);
	}

	private static List<AlertHandler> all(AlertProperties properties, ObjectProvider<AlertHandler> handlers) {
		Stream<AlertHandler> log = properties.log() ? Stream.of(new AlertLog()) : Stream.empty();
		return Stream.concat(log, handlers.orderedStream()).toList();
	}

}
