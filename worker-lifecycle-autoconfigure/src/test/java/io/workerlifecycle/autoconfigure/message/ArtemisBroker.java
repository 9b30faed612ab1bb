package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

import jakarta.jms.JMSContext;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * A broker for JMS within the tests, which keeps its messages in a directory.
 */
final class ArtemisBroker {

	private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

	private final String url;

	ArtemisBroker(Path directory) {
		this.url = "tcp://127.0.0.1:" + freePort();
		this.server.setConfiguration(configuration(directory));
	}

	private Configuration configuration(Path directory) {
		Configuration configuration = new ConfigurationImpl();
		configuration.setBrokerInstance(directory.toFile());
		configuration.setSecurityEnabled(false);
		configuration.setJournalType(JournalType.NIO);
		configuration.setJournalSyncTransactional(false);
		configuration.setJournalSyncNonTransactional(false);
		configuration.setJMXManagementEnabled(false);
		configuration.addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1));
		try {
			return configuration.addAcceptorConfiguration("tcp", this.url);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void start() throws Exception {
		this.server.start();
	}

	void stop() throws Exception {
		this.server.stop();
	}

	void breakConnections() {
		this.server.getActiveMQServer()
			.getRemotingService()
			.getConnections()
			.forEach((connection) -> connection.getTransportConnection().forceClose());
	}

	/** How many messages of a queue nobody has acknowledged. */
	long unacknowledged(String queue) {
		Queue found = this.server.getActiveMQServer().locateQueue(SimpleString.of(queue));
		return (found != null) ? found.getMessageCount() : 0;
	}

	void send(String queue, List<String> payloads) {
		try (ActiveMQConnectionFactory factory = connections();
				JMSContext session = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
			payloads.forEach((payload) -> session.createProducer().send(session.createQueue(queue), payload));
			session.commit();
		}
	}

	String url() {
		return this.url;
	}

	ActiveMQConnectionFactory connections() {
		return new ActiveMQConnectionFactory(this.url);
	}

}
