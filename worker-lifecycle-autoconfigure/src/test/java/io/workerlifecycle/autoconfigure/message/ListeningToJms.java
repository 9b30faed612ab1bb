package io.workerlifecycle.autoconfigure.message;

import io.workerlifecycle.message.HandoverChannel;
import jakarta.jms.ConnectionFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.messaging.Message;

/**
 * A listener container takes messages of JMS and hands them over.
 */
@Configuration(proxyBeanMethods = false)
@EnableJms
class ListeningToJms {

	@Bean
	HandoverChannel orders() {
		return new HandoverChannel();
	}

	@Bean
	OrderListener orderListener(HandoverChannel orders) {
		return new OrderListener(orders);
	}

	@Bean
	DefaultJmsListenerContainerFactory jmsListenerContainerFactory(ConnectionFactory connections) {
		DefaultJmsListenerContainerFactory factory = new DefaultJmsListenerContainerFactory();
		factory.setConnectionFactory(connections);
		factory.setSessionTransacted(true);
		factory.setRecoveryInterval(100L);
		return factory;
	}

	record OrderListener(HandoverChannel orders) {

		@JmsListener(destination = "${queue}")
		void onMessage(Message<String> message) {
			this.orders.send(message);
		}

	}

}
