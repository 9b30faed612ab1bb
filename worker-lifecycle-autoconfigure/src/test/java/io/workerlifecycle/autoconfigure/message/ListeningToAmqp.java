package io.workerlifecycle.autoconfigure.message;

import com.rabbitmq.client.ConnectionFactory;
import io.workerlifecycle.message.HandoverChannel;

import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/**
 * A listener container takes messages of AMQP and hands them over.
 */
@Configuration(proxyBeanMethods = false)
@EnableRabbit
class ListeningToAmqp {

	static final int PREFETCHED = 10;

	@Bean
	HandoverChannel orders() {
		return new HandoverChannel();
	}

	@Bean
	OrderListener orderListener(HandoverChannel orders) {
		return new OrderListener(orders);
	}

	@Bean
	CachingConnectionFactory connections(ConnectionFactory factory) {
		return new CachingConnectionFactory(factory);
	}

	@Bean
	SimpleRabbitListenerContainerFactory rabbitListenerContainerFactory(CachingConnectionFactory connections) {
		SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
		factory.setConnectionFactory(connections);
		factory.setPrefetchCount(PREFETCHED);
		factory.setRecoveryInterval(100L);
		return factory;
	}

	record OrderListener(HandoverChannel orders) {

		@RabbitListener(queues = "${queue}")
		void onMessage(Message<String> message) {
			this.orders.send(message);
		}

	}

}
