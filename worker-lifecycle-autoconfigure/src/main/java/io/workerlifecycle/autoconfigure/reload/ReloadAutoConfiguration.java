package io.workerlifecycle.autoconfigure.reload;

import io.workerlifecycle.reload.ReloadObserver;
import io.workerlifecycle.time.TimeSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.cloud.context.scope.refresh.RefreshScope;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Auto-configuration for reloads of the configuration.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration",
		"org.springframework.cloud.autoconfigure.RefreshAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ReloadProperties.class)
public final class ReloadAutoConfiguration {

	@Bean
	ConfigFiles workerLifecycleConfigFiles(ConfigurableApplicationContext context) {
		return ConfigFiles.of(context);
	}

	@Bean
	PropertyCandidates workerLifecyclePropertyCandidates(ConfigFiles files) {
		return new PropertyCandidates(files);
	}

	/**
	 * Told when the application is ready. Those who hear of events are no beans of their
	 * own, which would be made after a start has failed.
	 */
	@Bean(destroyMethod = "close")
	@Lazy(false)
	ConfigurationReloads workerLifecycleReloads(ConfigurableApplicationContext context, PropertyCandidates candidates,
			TimeSource time, ObjectProvider<ReloadObserver> observers, ObjectProvider<PropertyMask> masks,
			ObjectProvider<CloudRefresh> clouds) {
		SafeText text = new SafeText(masks.getIfAvailable(SecretNames::new), new RefusalReason(context));
		ReloadProcedure procedure = new ReloadProcedure(context, candidates, text,
				clouds.getIfAvailable(() -> CloudRefresh.NONE), time);
		ConfigurationReloads reloads = new ConfigurationReloads(procedure, () -> observers.orderedStream().iterator(),
				time);
		context.addApplicationListener(new ReloadTimes(context, reloads::open, reloads::close));
		return reloads;
	}

	@Bean
	@ConditionalOnBooleanProperty("worker-lifecycle.reload.watch")
	@Lazy(false)
	FileWatch workerLifecycleFileWatch(ConfigurableApplicationContext context, PropertyCandidates candidates,
			ConfigurationReloads reloads, TimeSource time) {
		FileWatch watch = new FileWatch(new WatchedCandidates(candidates, reloads), reloads.thread(), time);
		context.addApplicationListener(new ReloadTimes(context, watch::begin, watch::end));
		return watch;
	}

	@Bean
	@ConditionalOnBean(LoggingSystem.class)
	LogLevels workerLifecycleLogLevels(ConfigurableEnvironment environment, LoggingSystem system,
			ObjectProvider<LoggerGroups> groups) {
		return new LogLevels(environment, system, groups.getIfAvailable(LoggerGroups::new));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ContextRefresher.class)
	static class CloudConfiguration {

		@Bean
		@ConditionalOnBean({ ContextRefresher.class, RefreshScope.class })
		ContextRefresh workerLifecycleCloudRefresh(ConfigurableApplicationContext context, ContextRefresher refresher,
				RefreshScope scope) {
			return new ContextRefresh(context, refresher, scope);
		}

	}

}
