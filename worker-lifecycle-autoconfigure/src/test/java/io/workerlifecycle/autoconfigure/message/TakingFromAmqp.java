package io.workerlifecycle.autoconfigure.message;

import com.rabbitmq.client.ConnectionFactory;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.transaction.RabbitTransactionManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.amqp.channel.PollableAmqpChannel;
import org.springframework.integration.config.EnableIntegration;

/**
 * The worker takes messages of AMQP itself, each in a transaction of the broker.
 */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
class TakingFromAmqp {

	@Bean
	CachingConnectionFactory connections(ConnectionFactory factory) {
		return new CachingConnectionFactory(factory);
	}

	@Bean
	RabbitTransactionManager transactions(CachingConnectionFactory connections) {
		return new RabbitTransactionManager(connections);
	}

	@Bean
	RabbitTemplate rabbit(CachingConnectionFactory connections) {
		RabbitTemplate rabbit = new RabbitTemplate(connections);
		rabbit.setChannelTransacted(true);
		return rabbit;
	}

	@Bean
	PollableAmqpChannel orders(RabbitTemplate rabbit, @Value("${queue}") String queue) {
		PollableAmqpChannel orders = new PollableAmqpChannel("orders", rabbit);
		orders.setQueueName(queue);
		orders.setExtractPayload(true);
		return orders;
	}

}
