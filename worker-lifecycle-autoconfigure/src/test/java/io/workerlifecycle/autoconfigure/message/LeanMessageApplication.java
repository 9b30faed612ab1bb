package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.workerlifecycle.message.HandoverChannel;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.BackgroundWorker;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.support.GenericMessage;

/**
 * An application whose message worker is happy with few libraries.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class LeanMessageApplication {

	/**
	 * Starts, sends a message, and stops when it is processed.
	 * @return what was processed, and the workers whose dead letters can be looked at
	 */
	public static List<String> process() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LeanMessageApplication.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run()) {
			context.getBean("orders", HandoverChannel.class).send(new GenericMessage<>("42"));
			return Stream
				.concat(context.getBean(Taken.class).payloads().stream().map(String::valueOf),
						context.getBean(DeadLetters.class).workers().stream())
				.toList();
		}
	}

	@Bean
	HandoverChannel orders() {
		return new HandoverChannel();
	}

	@Bean
	HandoverChannel returns() {
		return new HandoverChannel();
	}

	@Bean
	Taken taken() {
		return new Taken(new ConcurrentLinkedQueue<>());
	}

	@Bean
	@BackgroundWorker(channel = "orders", deadLetterChannel = "returns")
	MessageWorker<Integer> collector(Taken taken) {
		return (message, context) -> taken.payloads().add(message.getPayload());
	}

	record Taken(Queue<Integer> payloads) {

	}

}
