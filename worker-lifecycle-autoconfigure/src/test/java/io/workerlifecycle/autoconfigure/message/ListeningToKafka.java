package io.workerlifecycle.autoconfigure.message;

import java.util.HashMap;
import java.util.Map;

import io.workerlifecycle.message.HandoverChannel;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.FixedBackOff;

/**
 * A listener container takes records of Kafka and hands them over.
 */
@Configuration(proxyBeanMethods = false)
@EnableKafka
class ListeningToKafka {

	static final int CONSUMERS = 2;

	/** How many records a consumer takes at a time. */
	static final int POLLED = 50;

	@Bean
	HandoverChannel orders() {
		return new HandoverChannel();
	}

	@Bean
	OrderListener orderListener(HandoverChannel orders) {
		return new OrderListener(orders);
	}

	@Bean
	ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory(
			@Value("${broker}") String broker, @Value("${session-timeout:45000}") int sessionTimeout) {
		ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();
		factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(properties(broker, sessionTimeout)));
		factory.setConcurrency(CONSUMERS);
		factory.setCommonErrorHandler(neverSkips());
		factory.getContainerProperties().setAckMode(ContainerProperties.AckMode.RECORD);
		return factory;
	}

	private static DefaultErrorHandler neverSkips() {
		return new DefaultErrorHandler(new FixedBackOff(10, FixedBackOff.UNLIMITED_ATTEMPTS));
	}

	private static Map<String, Object> properties(String broker, int sessionTimeout) {
		Map<String, Object> properties = new HashMap<>();
		properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
		properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLLED);
		properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionTimeout);
		properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Math.min(3000, sessionTimeout / 3));
		properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
		properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
		return properties;
	}

	record OrderListener(HandoverChannel orders) {

		@KafkaListener(topics = "${queue}", groupId = "${queue}")
		void onMessage(Message<String> message) {
			this.orders.send(message);
		}

	}

}
