package io.workerlifecycle.benchmarks;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * One thread of {@code @Async}, called for each message.
 */
final class AsyncEngine implements MessageEngine {

	private final QueueChannel channel = MessageApplication.channelInMemory();

	private final Listener listener;

	AsyncEngine() {
		this.listener = new AnnotationConfigApplicationContext(Asynchronous.class).getBean(Listener.class);
	}

	@Override
	public QueueChannel channel() {
		return this.channel;
	}

	@Override
	public void handle(Handled handler) throws InterruptedException {
		this.listener.handler(handler);
		Message<?> message = this.channel.receive(0);
		while (message != null) {
			this.listener.onMessage(message);
			message = this.channel.receive(0);
		}
		handler.await();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync(proxyTargetClass = true)
	static class Asynchronous {

		@Bean
		Listener listener() {
			return new Listener();
		}

		@Bean
		ThreadPoolTaskExecutor taskExecutor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(1);
			executor.setMaxPoolSize(1);
			return executor;
		}

	}

	static class Listener {

		/** Set between two runs. */
		private volatile @Nullable Handled handler;

		void handler(Handled next) {
			this.handler = next;
		}

		@Async
		public void onMessage(Message<?> message) {
			Objects.requireNonNull(this.handler).handle();
		}

	}

}
