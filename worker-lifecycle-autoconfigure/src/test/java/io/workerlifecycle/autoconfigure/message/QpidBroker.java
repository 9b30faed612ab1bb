package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Queue;
import org.apache.qpid.server.model.SystemConfig;

/**
 * A broker for AMQP 0-9-1 within the tests, which keeps its messages in a directory.
 */
final class QpidBroker {

	private static final String CONFIGURATION = """
			{ "name": "broker", "modelVersion": "9.0",
			  "authenticationproviders": [ { "name": "plain", "type": "Plain", "secureOnlyMechanisms": [],
			    "users": [ { "name": "guest", "type": "managed", "password": "guest" } ] } ],
			  "ports": [ { "name": "AMQP", "port": "%d", "bindingAddress": "127.0.0.1", "protocols": [ "AMQP_0_9_1" ],
			    "authenticationProvider": "plain", "virtualhostaliases": [
			      { "name": "nameAlias", "type": "nameAlias" }, { "name": "defaultAlias", "type": "defaultAlias" } ] } ],
			  "virtualhostnodes": [ { "name": "default", "type": "DERBY", "defaultVirtualHostNode": "true",
			    "storePath": "%s", "virtualHostInitialConfiguration": "{\\"type\\":\\"ProvidedStore\\"}" } ] }
			""";

	private final int port = freePort();

	private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();

	private final Path configuration;

	private SystemLauncher launcher = new SystemLauncher();

	private SystemConfig<?> system;

	QpidBroker(Path directory) throws IOException {
		this.configuration = Files.writeString(directory.resolve("broker.json"),
				CONFIGURATION.formatted(this.port, directory.resolve("store")));
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Derby need not wait for the disk: no machine fails here. */
	void start() throws Exception {
		System.setProperty("derby.system.durability", "test");
		this.launcher = new SystemLauncher(new SystemLauncherListener.DefaultSystemLauncherListener() {
			@Override
			public void onContainerResolve(SystemConfig<?> resolved) {
				QpidBroker.this.system = resolved;
			}
		});
		this.launcher.startup(Map.of("type", "Memory", "initialConfigurationLocation", this.configuration.toString(),
				"startupLoggedToSystemOut", "false"));
	}

	void stop() {
		this.launcher.shutdown();
	}

	/** From the side of the client, which then knows no more than that they are gone. */
	void breakConnections() {
		this.sockets.removeIf((socket) -> {
			try {
				socket.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return true;
		});
	}

	/** How many messages of a queue nobody has acknowledged. */
	long unacknowledged(String queue) {
		return ((Broker<?>) this.system.getContainer()).getVirtualHostNodes()
			.iterator()
			.next()
			.getVirtualHost()
			.getChildByName(Queue.class, queue)
			.getQueueDepthMessages();
	}

	/** Sends to a queue, which is declared if there is none. */
	void send(String queue, List<String> payloads) throws Exception {
		try (Connection connection = connections().newConnection(); Channel channel = connection.createChannel()) {
			channel.queueDeclare(queue, true, false, false, null);
			channel.txSelect();
			for (String payload : payloads) {
				channel.basicPublish("", queue,
						MessageProperties.PERSISTENT_TEXT_PLAIN.builder()
							.messageId(UUID.randomUUID().toString())
							.build(),
						payload.getBytes(StandardCharsets.UTF_8));
			}
			channel.txCommit();
		}
	}

	String url() {
		return "amqp://guest:guest@127.0.0.1:" + this.port;
	}

	ConnectionFactory connections() {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setHost("127.0.0.1");
		factory.setPort(this.port);
		factory.setSocketConfigurator(this.sockets::add);
		factory.setAutomaticRecoveryEnabled(false);
		return factory;
	}

}
