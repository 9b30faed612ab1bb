package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brokers write more than anybody reads.
 */
final class BrokerLogs {

	private static final List<String> WORDY = List.of("kafka", "org.apache.kafka", "state.change.logger",
			"org.apache.activemq", "org.apache.qpid", "qpid", "com.rabbitmq", "io.netty", "org.springframework.kafka",
			"org.springframework.amqp", "org.springframework.jms");

	private BrokerLogs() {
	}

	static void quiet() {
		for (String name : WORDY) {
			((Logger) LoggerFactory.getLogger(name)).setLevel(Level.ERROR);
		}
	}

}
