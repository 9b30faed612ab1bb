package io.workerlifecycle.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.endpoint.PollingConsumer;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;
import org.springframework.integration.store.MessageGroupQueue;
import org.springframework.integration.transaction.TransactionInterceptorBuilder;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.support.PeriodicTrigger;

/**
 * Spring Integration's transactional poller over its own queue in the database: each ten
 * milliseconds as many messages as there are, each in a transaction.
 */
final class DurablePollerEngine implements DurableEngine {

	private final DurableDatabase database;

	private final int threads;

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final QueueChannel channel;

	DurablePollerEngine(DurableDatabase database, int threads) {
		this.database = database;
		this.threads = threads;
		this.context.register(PollerEngine.Integration.class);
		this.context.registerBean("store", JdbcChannelMessageStore.class, () -> store(database));
		this.context.registerBean("input", QueueChannel.class, () -> new QueueChannel(
				new MessageGroupQueue(this.context.getBean(JdbcChannelMessageStore.class), DurableDatabase.CHANNEL)));
		this.context.refresh();
		this.channel = this.context.getBean(QueueChannel.class);
	}

	private static JdbcChannelMessageStore store(DurableDatabase database) {
		JdbcChannelMessageStore store = new JdbcChannelMessageStore(database.dataSource());
		store.setChannelMessageStoreQueryProvider(new PostgresChannelMessageStoreQueryProvider());
		return store;
	}

	@Override
	public QueueChannel channel() {
		return this.channel;
	}

	@Override
	public void handle(Processed handler) throws InterruptedException {
		ThreadPoolTaskExecutor executor = executor();
		PollingConsumer consumer = new PollingConsumer(this.channel, (message) -> handler.handle(1));
		consumer.setTrigger(new PeriodicTrigger(Duration.ofMillis(10)));
		consumer.setMaxMessagesPerPoll(-1);
		consumer.setReceiveTimeout(0);
		consumer.setAdviceChain(
				List.of(new TransactionInterceptorBuilder().transactionManager(this.database.transactions()).build()));
		if (executor != null) {
			consumer.setTaskExecutor(executor);
		}
		consumer.setAutoStartup(false);
		this.context.getAutowireCapableBeanFactory().initializeBean(consumer, "poller");
		consumer.start();
		handler.await();
		consumer.stop();
		if (executor != null) {
			executor.shutdown();
		}
	}

	/** Polls that are due while all of its threads poll are left out. */
	private @Nullable ThreadPoolTaskExecutor executor() {
		if (this.threads == 1) {
			return null;
		}
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(this.threads);
		executor.setMaxPoolSize(this.threads);
		executor.setQueueCapacity(0);
		executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.setAwaitTerminationSeconds(60);
		executor.initialize();
		return executor;
	}

}
