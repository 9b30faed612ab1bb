package io.workerlifecycle.autoconfigure.message;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How durable channels reach an application.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class JdbcMessageAutoConfigurationTests {

	private final DataSource database = new DriverManagerDataSource("jdbc:h2:mem:wired;DB_CLOSE_DELAY=-1", "sa", "");

	private final DataSource empty = new DriverManagerDataSource("jdbc:h2:mem:empty;DB_CLOSE_DELAY=-1", "sa", "");

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, JdbcMessageAutoConfiguration.class,
				MessageAutoConfiguration.class, WorkerAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withBean(DataSource.class, () -> this.database)
		.withBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(this.database));

	JdbcMessageAutoConfigurationTests() {
		new ChannelSchema("h2").create(this.database);
	}

	@Test
	void workerTakesMessagesFromADurableChannelInItsTransactions(CapturedOutput output) {
		this.runner.withUserConfiguration(Orders.class)
			.withBean("collector", Collector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders")
			.run((context) -> {
				QueueChannel orders = context.getBean("orders", QueueChannel.class);
				orders.send(new GenericMessage<>("a"));
				await().until(() -> context.getBean(Collector.class).taken.contains("a"));
				await().until(() -> orders.getQueueSize() == 0);
				assertThat(context.getBean(ChannelTransactions.class).of(orders))
					.isSameAs(context.getBean(PlatformTransactionManager.class));
				assertThat(output).doesNotContain("at a crash");
			});
	}

	@Test
	void ageOfWhatWaitsIsKnownWhileTheWorkerIsStoppedAndGoneWithTheMessage() {
		this.runner.withUserConfiguration(Orders.class)
			.withBean("collector", Collector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders")
			.run((context) -> {
				MessageFlows flows = context.getBean(MessageFlows.class);
				Workers workers = context.getBean(Workers.class);
				workers.stop("collector");
				await().until(() -> workers.find("collector").orElseThrow().state() == WorkerState.STOPPED);
				assertThat(flows.waitingAge("collector")).isZero();
				assertThat(flows.knowsDepth("collector")).isTrue();
				assertThat(flows.knowsDepth("nobody")).isFalse();
				context.getBean("orders", QueueChannel.class).send(new GenericMessage<>("a"));
				await().until(() -> flows.waitingAge("collector").compareTo(Duration.ZERO) > 0);
				workers.start("collector");
				await().until(() -> flows.waitingAge("collector").isZero());
			});
	}

	@Test
	void transactionsOfAnotherDatabaseAreRefused() {
		named("elsewhere", this.empty).run((context) -> assertThat(context).getFailure()
			.hasStackTraceContaining("takes messages from 'orders' in transactions of 'elsewhere'")
			.hasStackTraceContaining("what they undo would be lost"));
	}

	@Test
	void transactionsOfAnotherDatabaseAreRefusedWhereNoConnectionCommitsByItself() {
		try (HikariDataSource own = new HikariDataSource()) {
			own.setDataSource(this.database);
			own.setAutoCommit(false);
			named("elsewhere", own, this.empty).run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("takes messages from 'orders' in transactions of 'elsewhere'"));
		}
	}

	@Test
	void otherTransactionsOfTheSameDatabaseAreTaken() {
		named("same", this.database).run((context) -> {
			QueueChannel orders = context.getBean("orders", QueueChannel.class);
			orders.send(new GenericMessage<>("a"));
			await().until(() -> context.getBean(Collector.class).taken.contains("a"));
			await().until(() -> orders.getQueueSize() == 0);
		});
	}

	private ApplicationContextRunner named(String manager, DataSource of) {
		return named(manager, this.database, of);
	}

	private ApplicationContextRunner named(String manager, DataSource own, DataSource of) {
		return this.bare.withBean(DataSource.class, () -> own, (definition) -> definition.setDestroyMethodName(""))
			.withBean("first", PlatformTransactionManager.class, () -> new JdbcTransactionManager(own),
					(definition) -> definition.setPrimary(true))
			.withBean(manager, PlatformTransactionManager.class, () -> new JdbcTransactionManager(of))
			.withUserConfiguration(Orders.class)
			.withBean("collector", Collector.class)
			.withPropertyValues("worker-lifecycle.workers.collector.channel=orders",
					"worker-lifecycle.workers.collector.transaction-manager=" + manager);
	}

	@Test
	void otherChannelsHaveNoTransactions() {
		this.runner
			.run((context) -> assertThat(context.getBean(ChannelTransactions.class).of(new QueueChannel())).isNull());
	}

	@Test
	void databaseWithoutTheTableIsAnErrorWithTheWayOut() {
		this.bare.withBean(DataSource.class, () -> this.empty)
			.withBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(this.empty))
			.withUserConfiguration(Orders.class)
			.run((context) -> {
				FailureAnalysis analysis = new DurableChannelFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("INT_CHANNEL_MESSAGE");
				assertThat(analysis.getAction()).contains("org/springframework/integration/jdbc/schema-h2.sql",
						"spring.integration.jdbc.initialize-schema=always");
			});
	}

	@Test
	void databaseWithoutTheTableIsFineWhereNobodyWantsAChannel() {
		this.bare.withBean(DataSource.class, () -> this.empty)
			.withBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(this.empty))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(DurableChannels.class));
	}

	@Test
	void transactionManagerOfAnotherDataSourceIsAnError() {
		this.bare.withBean(DataSource.class, () -> this.database)
			.withBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(this.empty))
			.withUserConfiguration(Orders.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("does not manage the data source of the durable channels"));
	}

	@Test
	void regionThatIsEmptyIsAnError() {
		this.runner.withPropertyValues("worker-lifecycle.channels.region= ")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("worker-lifecycle.channels.region"));
	}

	@Test
	void regionKeepsChannelsOfOneNameApart() {
		this.runner.withUserConfiguration(Orders.class).run((context) -> {
			context.getBean("orders", QueueChannel.class).send(new GenericMessage<>("a"));
			this.runner.withUserConfiguration(Orders.class)
				.withPropertyValues("worker-lifecycle.channels.region=other")
				.run((other) -> assertThat(other.getBean("orders", QueueChannel.class).receive(0)).isNull());
			assertThat(context.getBean("orders", QueueChannel.class).receive(0).getPayload()).isEqualTo("a");
		});
	}

	@Test
	void beanOfUsersReplacesThem() {
		DurableChannels own = new DurableChannels() {
			@Override
			public QueueChannel channel(String name) {
				return new QueueChannel();
			}

			@Override
			public QueueChannel channel(String name, int capacity) {
				return new QueueChannel(capacity);
			}
		};
		this.runner.withBean(DurableChannels.class, () -> own)
			.run((context) -> assertThat(context.getBean(DurableChannels.class)).isSameAs(own));
	}

	@Test
	void thereAreNoneWithoutTheLibraryADatabaseOrOneTransactionManager() {
		this.runner.withClassLoader(new FilteredClassLoader(JdbcChannelMessageStore.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DurableChannels.class));
		this.bare.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DurableChannels.class));
		this.runner
			.withBean("second", PlatformTransactionManager.class, () -> new JdbcTransactionManager(this.database))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DurableChannels.class));
	}

	@Test
	void starterThatIsDisabledHasNone() {
		this.runner.withPropertyValues("worker-lifecycle.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DurableChannels.class));
	}

	@Test
	void databaseWithoutStatementsOfItsOwnIsAnErrorThatNamesOthers() {
		assertThat(new DurableChannelFailureAnalyzer().analyze(unknown("Apache Derby")).getAction())
			.contains("PostgreSQL", "ChannelMessageStoreQueryProvider");
	}

	private static Throwable unknown(String product) {
		try {
			return new AssertionError(DatabaseProduct.of(product, null));
		}
		catch (DurableChannelException ex) {
			return ex;
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Orders {

		@Bean
		QueueChannel orders(DurableChannels channels) {
			return channels.channel("orders");
		}

	}

}
