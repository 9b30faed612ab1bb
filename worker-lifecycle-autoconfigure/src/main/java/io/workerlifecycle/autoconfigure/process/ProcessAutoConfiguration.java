package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;

import io.workerlifecycle.autoconfigure.properties.WorkerLifecycleProperties;
import io.workerlifecycle.autoconfigure.reload.PreparedReload;
import io.workerlifecycle.autoconfigure.reload.ReloadParticipant;
import io.workerlifecycle.phase.PhaseTimeouts;
import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.time.SystemTimeSource;
import io.workerlifecycle.time.TimeSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for what workers and jobs share.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WorkerLifecycleProperties.class)
public final class ProcessAutoConfiguration {

	/** Spring Boot's own limit for a phase, where nothing is configured. */
	static final Duration PHASE_TIMEOUT = Duration.ofSeconds(30);

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(TimeSource.class)
	SystemTimeSource workerLifecycleTimeSource() {
		return new SystemTimeSource();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	Shutdown workerLifecycleShutdown(TimeSource time, Environment environment) {
		return new Shutdown(time, ShutdownBudget.of(environment));
	}

	/**
	 * The budget stays until the next start, which a bad one would keep from happening.
	 */
	@Bean
	ReloadParticipant workerLifecycleShutdownCheck() {
		return (next) -> {
			ShutdownBudget.of(next);
			return PreparedReload.NOTHING;
		};
	}

	@Bean
	ApplicationRun workerLifecycleRun(ConfigurableApplicationContext context, Shutdown shutdown, PhaseTimeouts phases,
			WorkerLifecycleProperties properties) {
		return new ApplicationRun(context, shutdown, phases, properties);
	}

	@Bean
	UnfinishedWork workerLifecycleUnfinishedWork(ConfigurableApplicationContext context) {
		return new UnfinishedWork(context, ProcessSignals.JVM::tellOf);
	}

	@Bean
	TakenReloadSignal workerLifecycleTakenReloadSignal() {
		return ProcessSignals.JVM::reloading;
	}

	@Bean
	PhaseTimeouts workerLifecyclePhaseTimeouts(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		return new PhaseTimeouts(beanFactory,
				environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase", Duration.class, PHASE_TIMEOUT));
	}

	@Bean
	@ConditionalOnMissingBean
	KeepAlive workerLifecycleKeepAlive() {
		return new KeepAlive();
	}

}
