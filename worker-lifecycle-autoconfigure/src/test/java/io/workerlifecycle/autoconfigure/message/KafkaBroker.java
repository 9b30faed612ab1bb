package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A broker for Kafka within the tests. Everybody reaches it by a cable.
 */
final class KafkaBroker {

	private static final int PARTITIONS = 4;

	private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);

	private final Cable cable = new Cable(this::port);

	private final Map<String, Object> clients = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address());

	private final Admin admin;

	KafkaBroker() {
		this.broker.brokerProperty("advertised.listeners", "EXTERNAL://" + address());
		this.broker.brokerProperty("offsets.topic.num.partitions", "1");
		this.broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
		this.broker.brokerProperty("group.min.session.timeout.ms", "500");
		this.broker.afterPropertiesSet();
		this.admin = Admin.create(this.clients);
	}

	String address() {
		return "127.0.0.1:" + this.cable.port();
	}

	private int port() {
		String address = this.broker.getBrokersAsString();
		return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
	}

	Cable cable() {
		return this.cable;
	}

	void restart() {
		var server = this.broker.getCluster().brokers().get(0);
		server.shutdown();
		server.awaitShutdown();
		server.startup();
	}

	void stop() throws IOException {
		this.admin.close();
		this.broker.destroy();
		this.cable.close();
	}

	void createTopic(String topic) throws InterruptedException, ExecutionException {
		this.admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
	}

	/** Sends to the first partitions of a topic in turn. */
	void send(String topic, List<String> payloads, int partitions) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(this.clients, new StringSerializer(),
				new StringSerializer())) {
			for (int i = 0; i < payloads.size(); i++) {
				producer.send(new ProducerRecord<>(topic, i % partitions, null, payloads.get(i)));
			}
		}
	}

	/** How many records of a topic the group of the same name has acknowledged. */
	long committed(String topic) {
		try {
			return this.admin.listConsumerGroupOffsets(topic)
				.partitionsToOffsetAndMetadata()
				.get()
				.values()
				.stream()
				.mapToLong(OffsetAndMetadata::offset)
				.sum();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
