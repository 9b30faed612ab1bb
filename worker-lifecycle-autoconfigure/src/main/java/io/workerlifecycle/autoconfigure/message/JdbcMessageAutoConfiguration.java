package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.ChannelMessageStoreQueryProvider;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Auto-configuration for channels whose messages are in the application's database.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
		"org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
		"org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
		"org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration" })
@ConditionalOnClass(JdbcChannelMessageStore.class)
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ChannelProperties.class)
public final class JdbcMessageAutoConfiguration {

	@Bean
	@ConditionalOnSingleCandidate(PlatformTransactionManager.class)
	@ConditionalOnMissingBean(DurableChannels.class)
	@DependsOnDatabaseInitialization
	JdbcDurableChannels workerLifecycleDurableChannels(DataSource dataSource, PlatformTransactionManager transactions,
			ChannelProperties properties, ObjectProvider<ChannelMessageStoreQueryProvider> queries, BeanFactory beans) {
		ChannelDatabase database = new ChannelDatabase(dataSource, properties.region(), queries.getIfUnique());
		return new JdbcDurableChannels(database, transactions,
				new AllowedPayloads(packages(beans), properties.allowedPayloads()));
	}

	private static List<String> packages(BeanFactory beans) {
		return AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of();
	}

}
