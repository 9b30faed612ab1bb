package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import com.rabbitmq.client.ConnectionFactory;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.WorkerContext;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.Message;

/**
 * Takes messages of a broker in the way of a configuration, its first argument. It writes
 * down each while it is processed, where no kill takes it away: in one write to a file.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ ProcessAutoConfiguration.class, MessageAutoConfiguration.class,
		WorkerAutoConfiguration.class, LifecycleAutoConfiguration.class })
class ConsumingProgram {

	public static void main(String[] args) throws ClassNotFoundException {
		new SpringApplicationBuilder(ConsumingProgram.class, Class.forName(args[0])).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run(args);
	}

	@Bean
	@Lazy
	ConnectionFactory amqp(@Value("${broker}") String broker) throws Exception {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setUri(broker);
		factory.setAutomaticRecoveryEnabled(false);
		return factory;
	}

	@Bean
	@Lazy
	ActiveMQConnectionFactory jms(@Value("${broker}") String broker) {
		return new ActiveMQConnectionFactory(broker);
	}

	@Bean
	Recorder orderReader(@Value("${processed}") Path processed) {
		return new Recorder(processed);
	}

	private record Recorder(Path file) implements MessageWorker<String> {

		@Override
		public void process(Message<String> message, WorkerContext context) throws IOException {
			Files.write(this.file, (message.getPayload() + "\n").getBytes(StandardCharsets.US_ASCII),
					StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}

	}

}
