package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends numbers through a durable channel, or takes them from there, or both, by its
 * profiles. It writes down each number once it was sent, and each while it is processed,
 * where no kill takes it away: in one write to a file, outside of the transaction.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ ProcessAutoConfiguration.class, JdbcMessageAutoConfiguration.class,
		MessageAutoConfiguration.class, WorkerAutoConfiguration.class, LifecycleAutoConfiguration.class })
class LossProgram {

	static final String SENT = "sent";

	static final String PROCESSED = "processed";

	/** All lines have it: a number, a blank, the id of a message and the end. */
	static final int LINE_LENGTH = 8 + 1 + 36 + 1;

	static final int LANES = 2;

	/** In one transaction. */
	static final int SENT_AT_ONCE = 10;

	public static void main(String[] args) {
		new SpringApplicationBuilder(LossProgram.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run(args);
	}

	@Bean
	HikariDataSource dataSource(@Value("${test.url}") String url, @Value("${test.user}") String user) {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(url);
		dataSource.setUsername(user);
		dataSource.setMaximumPoolSize(LANES + 2);
		dataSource.setConnectionTimeout(2000);
		return dataSource;
	}

	@Bean
	PlatformTransactionManager transactionManager(DataSource dataSource) {
		return new JdbcTransactionManager(dataSource);
	}

	@Bean
	QueueChannel numbers(DurableChannels channels) {
		return channels.channel("numbers");
	}

	@Bean
	@Profile("producer")
	Worker producer(QueueChannel numbers, PlatformTransactionManager transactions,
			@Value("${test.directory}") Path directory, @Value("${test.messages}") int messages) {
		return new Producer(numbers, new TransactionTemplate(transactions), directory.resolve(SENT), messages);
	}

	@Bean
	@Profile("consumer")
	Consumer consumer(@Value("${test.directory}") Path directory) {
		return new Consumer(directory.resolve(PROCESSED));
	}

	private static String line(int number, Message<?> message) {
		return String.format("%08d %s\n", number, message.getHeaders().getId());
	}

	/** One write, which a kill does not tear. */
	private static void append(Path file, String lines) throws IOException {
		Files.write(file, lines.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

	private record Producer(QueueChannel numbers, TransactionTemplate transaction, Path file,
			int messages) implements Worker {

		@Override
		public void run(WorkerContext context) throws Exception {
			int next = Files.exists(this.file) ? (int) (Files.size(this.file) / LINE_LENGTH) : 0;
			while (next < this.messages && context.keepRunning()) {
				int first = next;
				append(this.file, this.transaction.execute((status) -> sendSome(first)));
				next += SENT_AT_ONCE;
			}
			while (context.keepRunning()) {
				context.awaitStop(Duration.ofMinutes(1));
			}
		}

		private String sendSome(int first) {
			StringBuilder lines = new StringBuilder();
			for (int number = first; number < first + SENT_AT_ONCE; number++) {
				Message<?> message = new GenericMessage<>(number);
				this.numbers.send(message);
				lines.append(line(number, message));
			}
			return lines.toString();
		}

	}

	private record Consumer(Path file) implements MessageWorker<Integer> {

		@Override
		public void process(Message<Integer> message, WorkerContext context) throws IOException {
			append(this.file, line(message.getPayload(), message));
		}

	}

}
