package io.workerlifecycle.benchmarks;

import java.time.Duration;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.endpoint.PollingConsumer;
import org.springframework.scheduling.support.PeriodicTrigger;

/**
 * Spring Integration's poller, each millisecond as many messages as there are.
 */
final class PollerEngine implements MessageEngine {

	private static final long QUIET_MILLIS = 200;

	private final QueueChannel channel = MessageApplication.channelInMemory();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
			Integration.class);

	@Override
	public QueueChannel channel() {
		return this.channel;
	}

	@Override
	public void handle(Handled handler) throws InterruptedException {
		PollingConsumer consumer = new PollingConsumer(this.channel, (message) -> handler.handle());
		consumer.setTrigger(new PeriodicTrigger(Duration.ofMillis(1)));
		consumer.setMaxMessagesPerPoll(-1);
		consumer.setReceiveTimeout(0);
		consumer.setAutoStartup(false);
		this.context.getAutowireCapableBeanFactory().initializeBean(consumer, "poller");
		consumer.start();
		handler.await();
		consumer.stop();
		// A stop waits for nobody, and a poll under way would take from the next run.
		Thread.sleep(QUIET_MILLIS);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class Integration {

	}

}
