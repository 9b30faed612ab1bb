package io.workerlifecycle.autoconfigure.message;

import io.workerlifecycle.message.HandoverChannel;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.GenericMessage;

/**
 * Some channels.
 */
@Configuration(proxyBeanMethods = false)
class Channels {

	@Bean
	QueueChannel orders() {
		return new QueueChannel();
	}

	@Bean
	QueueChannel returns() {
		return new QueueChannel();
	}

	@Bean
	HandoverChannel handover() {
		return new HandoverChannel();
	}

	@Bean
	DirectChannel direct() {
		return new DirectChannel();
	}

	static void send(BeanFactory beans, String channel, Object... payloads) {
		for (Object payload : payloads) {
			beans.getBean(channel, MessageChannel.class).send(new GenericMessage<>(payload));
		}
	}

}
