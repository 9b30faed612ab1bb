package io.workerlifecycle.autoconfigure.message;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.jms.config.JmsChannelFactoryBean;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.support.converter.MessagingMessageConverter;

/**
 * The worker takes messages of JMS itself, each in a transaction of the broker.
 */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
class TakingFromJms {

	@Bean
	CachingConnectionFactory cachingConnections(ActiveMQConnectionFactory connections) {
		CachingConnectionFactory caching = new CachingConnectionFactory(connections);
		caching.setReconnectOnException(true);
		return caching;
	}

	@Bean
	JmsTransactionManager transactions(CachingConnectionFactory connections) {
		return new JmsTransactionManager(connections);
	}

	@Bean
	JmsChannelFactoryBean orders(CachingConnectionFactory connections, @Value("${queue}") String queue) {
		JmsChannelFactoryBean orders = new JmsChannelFactoryBean(false);
		orders.setConnectionFactory(connections);
		orders.setDestinationName(queue);
		orders.setSessionTransacted(true);
		orders.setMessageConverter(new MessagingMessageConverter());
		return orders;
	}

}
