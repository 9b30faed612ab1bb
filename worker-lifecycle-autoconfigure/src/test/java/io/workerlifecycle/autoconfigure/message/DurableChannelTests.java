package io.workerlifecycle.autoconfigure.message;

import java.io.Serializable;
import java.lang.Thread.State;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.workerlifecycle.message.StoredChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What every database does for a durable channel.
 */
@Timeout(60)
abstract class DurableChannelTests {

	private final ExecutorService others = Executors.newCachedThreadPool();

	private JdbcDurableChannels channels;

	private TransactionTemplate transaction;

	private JdbcTemplate jdbc;

	private QueueChannel orders;

	/** A database with the table of channels. */
	abstract DataSource database();

	@BeforeEach
	void makeChannel() {
		DataSource database = database();
		JdbcTransactionManager transactions = new JdbcTransactionManager(database);
		this.jdbc = new JdbcTemplate(database);
		this.jdbc.execute("DELETE FROM INT_CHANNEL_MESSAGE");
		this.jdbc.execute("CREATE TABLE IF NOT EXISTS DONE (ID VARCHAR(20) PRIMARY KEY)");
		this.jdbc.execute("DELETE FROM DONE");
		this.transaction = new TransactionTemplate(transactions);
		this.channels = channels(List.of());
		this.orders = this.channels.channel("orders");
	}

	@AfterEach
	void endOthers() {
		this.others.shutdownNow();
	}

	@Test
	void rollbackGivesTheMessageBack() {
		send("a");
		this.transaction.executeWithoutResult((status) -> {
			assertThat(take(this.orders)).isEqualTo("a");
			status.setRollbackOnly();
		});
		assertThat(take(this.orders)).isEqualTo("a");
		assertThat(take(this.orders)).isNull();
	}

	@Test
	void oldestMessageIsKnownAndNoOtherChannelCounts() {
		StoredChannel stored = (StoredChannel) this.orders;
		this.channels.channel("failed").send(new GenericMessage<>("of another channel"));
		assertThat(stored.oldest()).isNull();
		send("a");
		Instant oldest = stored.oldest();
		send("b");
		assertThat(stored.oldest()).isEqualTo(oldest).isBeforeOrEqualTo(Instant.now());
	}

	@Test
	void workOfTheSameTransactionIsDoneOrUndoneWithTheMessage() {
		send("a");
		for (boolean fails : List.of(true, false)) {
			this.transaction.executeWithoutResult((status) -> {
				this.jdbc.update("INSERT INTO DONE VALUES (?)", take(this.orders));
				if (fails) {
					status.setRollbackOnly();
				}
			});
			assertThat(this.jdbc.queryForList("SELECT ID FROM DONE", String.class)).hasSize(fails ? 0 : 1);
			assertThat(this.orders.getQueueSize()).isEqualTo(fails ? 1 : 0);
		}
	}

	@Test
	void messageThatIsSentOnFromATransactionIsInOneChannelAlways() {
		QueueChannel failed = this.channels.channel("failed");
		send("a");
		for (boolean fails : List.of(true, false)) {
			this.transaction.executeWithoutResult((status) -> {
				failed.send(this.orders.receive(0), 0);
				if (fails) {
					status.setRollbackOnly();
				}
			});
			assertThat(List.of(this.orders.getQueueSize(), failed.getQueueSize()))
				.isEqualTo(fails ? List.of(1, 0) : List.of(0, 1));
		}
		assertThat(take(failed)).isEqualTo("a");
	}

	@Test
	void messageIsThereOnceItsSenderHasCommitted() throws Exception {
		this.transaction.executeWithoutResult((status) -> {
			send("a");
			assertThat(elsewhere(() -> this.orders.getQueueSize())).isZero();
			assertThat(elsewhere(() -> take(this.orders))).isNull();
		});
		assertThat(take(this.orders)).isEqualTo("a");
	}

	@Test
	void messageOfASenderThatRollsBackNeverComes() {
		this.transaction.executeWithoutResult((status) -> {
			send("a");
			status.setRollbackOnly();
		});
		assertThat(take(this.orders)).isNull();
	}

	@Test
	void takerPassesWhatOthersHoldWithoutWaiting() {
		send("a", "b", "c");
		this.transaction.executeWithoutResult((status) -> {
			assertThat(take(this.orders)).isEqualTo("a");
			assertThat(take(this.orders)).isEqualTo("b");
			assertThat(elsewhere(() -> take(this.orders))).isEqualTo("c");
			assertThat(elsewhere(() -> take(this.orders))).isNull();
		});
	}

	@Test
	void takersNeverGetOneMessageTwiceAndNoneIsLeft() throws Exception {
		int count = 200;
		IntStream.range(0, count).forEach((number) -> send("m" + number));
		Queue<String> taken = new ConcurrentLinkedQueue<>();
		List<Callable<Object>> takers = IntStream.range(0, 4)
			.mapToObj((taker) -> Executors.callable(() -> takeAll(taken, count)))
			.toList();
		for (Future<Object> taker : this.others.invokeAll(takers)) {
			taker.get();
		}
		assertThat(taken).hasSize(count).doesNotHaveDuplicates();
	}

	/** Each third turn fails. */
	private void takeAll(Queue<String> taken, int count) {
		for (int turn = 1; taken.size() < count; turn++) {
			boolean fails = turn % 3 == 0;
			String message = this.transaction.execute((status) -> {
				if (fails) {
					status.setRollbackOnly();
				}
				return take(this.orders);
			});
			if (message != null && !fails) {
				taken.add(message);
			}
		}
	}

	@Test
	void messagesComeInTheOrderInWhichTheyWereSent() {
		List<String> sent = IntStream.range(0, 20).mapToObj((number) -> "m" + number).toList();
		sent.forEach(this::send);
		assertThat(sent).allSatisfy((payload) -> assertThat(take(this.orders)).isEqualTo(payload));
	}

	@Test
	void batchIsWhatCameFirstInTheOrderInWhichItWasSent() {
		send("a", "b", "c", "d");
		assertThat(takeMany(3)).containsExactly("a", "b", "c");
		assertThat(takeMany(3)).containsExactly("d");
		assertThat(takeMany(3)).isEmpty();
	}

	@Test
	void batchPassesByWhatAnotherTransactionHolds() {
		send("a", "b", "c");
		this.transaction.executeWithoutResult((status) -> {
			assertThat(takeMany(2)).containsExactly("a", "b");
			assertThat(elsewhere(() -> takeMany(2))).containsExactly("c");
		});
		assertThat(this.orders.getQueueSize()).isZero();
	}

	@Test
	void rollbackGivesTheWholeBatchBack() {
		send("a", "b", "c");
		this.transaction.executeWithoutResult((status) -> {
			assertThat(takeMany(3)).hasSize(3);
			status.setRollbackOnly();
		});
		assertThat(takeMany(3)).containsExactly("a", "b", "c");
	}

	@Test
	void batchOfAChannelThatIsWatchedIsReceivedOneByOne() {
		AtomicInteger received = new AtomicInteger();
		this.orders.addInterceptor(new ChannelInterceptor() {
			@Override
			public Message<?> postReceive(Message<?> message, MessageChannel channel) {
				received.incrementAndGet();
				return message;
			}
		});
		send("a", "b");
		assertThat(takeMany(3)).containsExactly("a", "b");
		assertThat(received).hasValue(2);
	}

	@Test
	void messageWithHeadersOfAnAccessorIsTakenOnce() {
		MessageHeaderAccessor headers = new MessageHeaderAccessor();
		headers.setHeader("customer", "4711");
		this.orders.send(MessageBuilder.createMessage("a", headers.getMessageHeaders()));
		send("b");
		assertThat(this.orders.receive(0)).isNotNull()
			.satisfies((message) -> assertThat(message.getHeaders()).containsEntry("customer", "4711"));
		assertThat(this.orders.receive(0)).extracting((message) -> (Object) message.getPayload()).isEqualTo("b");
		assertThat(this.orders.getQueueSize()).isZero();
	}

	@Test
	void channelHasItsOwnMessagesOnly() {
		QueueChannel failed = this.channels.channel("failed");
		send("a");
		assertThat(take(failed)).isNull();
		assertThat(take(this.orders)).isEqualTo("a");
	}

	@Test
	void waitingTakerIsWokenByTheCommitOfASender() throws Exception {
		CountDownLatch waits = new CountDownLatch(1);
		Future<String> taker = this.others.submit(() -> {
			waits.countDown();
			return (String) this.orders.receive(TimeUnit.MINUTES.toMillis(1)).getPayload();
		});
		waits.await();
		this.transaction.executeWithoutResult((status) -> send("a"));
		assertThat(taker.get()).isEqualTo("a");
	}

	@Test
	void fullChannelRefusesUntilThereIsRoom() {
		QueueChannel small = this.channels.channel("orders", 1);
		assertThat(small.send(new GenericMessage<>("a"), 0)).isTrue();
		assertThat(small.send(new GenericMessage<>("b"), 1)).isFalse();
		assertThat(take(small)).isEqualTo("a");
		assertThat(small.send(new GenericMessage<>("b"), 0)).isTrue();
	}

	@Test
	void senderWaitsForRoomAlsoWhereAChannelIsOverFull() throws Exception {
		send("a", "b", "c");
		QueueChannel small = this.channels.channel("orders", 1);
		Thread sender = new Thread(() -> small.send(new GenericMessage<>("d")));
		sender.start();
		await().until(() -> Set.of(State.TIMED_WAITING, State.WAITING, State.TERMINATED).contains(sender.getState()));
		assertThat(List.of(take(small), take(small), take(small))).containsExactly("a", "b", "c");
		sender.join();
		assertThat(take(small)).isEqualTo("d");
	}

	@Test
	void senderThatIsInterruptedIsToldTheTruth() throws Exception {
		boolean sent = elsewhere(() -> {
			Thread.currentThread().interrupt();
			return this.orders.send(new GenericMessage<>("a"), 0);
		});
		assertThat(this.orders.getQueueSize()).isEqualTo(sent ? 1 : 0);
	}

	@Test
	void payloadOfAClassThatIsNotAllowedIsRefusedWhereItIsSent() {
		assertThatExceptionOfType(MessageDeliveryException.class)
			.isThrownBy(() -> this.orders.send(new GenericMessage<>(new Parcel("a"))))
			.withMessageContaining(Parcel.class.getName())
			.withMessageContaining("worker-lifecycle.channels.allowed-payloads");
		assertThat(this.orders.getQueueSize()).isZero();
	}

	@Test
	void messageThatIsRefusedIsNotInWhatIsThrown() {
		assertThatExceptionOfType(MessageDeliveryException.class)
			.isThrownBy(() -> this.orders.send(new GenericMessage<>(new Parcel("secret"))))
			.satisfies((failure) -> assertThat(failure.toString()).doesNotContain("secret"));
		assertThatExceptionOfType(MessageDeliveryException.class).isThrownBy(() -> {
			this.orders.addInterceptor(new ChannelInterceptor() {
				@Override
				public Message<?> preSend(Message<?> message, MessageChannel channel) {
					throw new MessageDeliveryException(message, "no", new MessageDeliveryException(message, "never"));
				}
			});
			send("secret");
		}).satisfies((failure) -> assertThat(failure.toString() + failure.getCause()).doesNotContain("secret"));
	}

	@Test
	void payloadOfAClassThatIsAllowedComesAsItWas() {
		QueueChannel parcels = channels(List.of(getClass().getPackageName() + ".*")).channel("orders");
		parcels.send(new GenericMessage<>(new Parcel("a")));
		assertThat(parcels.receive(0).getPayload()).isEqualTo(new Parcel("a"));
	}

	@Test
	void messageThatCannotBeReadIsHandedOnAndInNobodysWay() {
		channels(List.of(getClass().getPackageName() + ".*")).channel("orders")
			.send(new GenericMessage<>(new Parcel("a")));
		send("b");
		Message<?> message = this.orders.receive(0);
		assertThat(message.getPayload()).isInstanceOfSatisfying(UnreadablePayload.class,
				(payload) -> assertThat(payload.reason()).contains(Parcel.class.getName()));
		assertThat(take(this.orders)).isEqualTo("b");
		assertThat(this.orders.send(message, 0)).isTrue();
		assertThat(this.orders.receive(0).getPayload()).isInstanceOf(UnreadablePayload.class);
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	TransactionTemplate transaction() {
		return this.transaction;
	}

	QueueChannel orders() {
		return this.orders;
	}

	void send(String... payloads) {
		for (String payload : payloads) {
			assertThat(this.orders.send(new GenericMessage<>(payload))).isTrue();
		}
	}

	static String take(QueueChannel channel) {
		Message<?> message = channel.receive(0);
		return (message != null) ? (String) message.getPayload() : null;
	}

	private List<String> takeMany(int most) {
		return ((StoredChannel) this.orders).receiveMany(most)
			.stream()
			.map((message) -> (String) message.getPayload())
			.toList();
	}

	/** On another thread, so outside of this one's transaction. */
	<T> T elsewhere(Callable<T> call) {
		try {
			return this.others.submit(call).get(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private JdbcDurableChannels channels(List<String> allowed) {
		return new JdbcDurableChannels(new ChannelDatabase(database(), "test", null),
				(JdbcTransactionManager) this.transaction.getTransactionManager(),
				new AllowedPayloads(List.of(), allowed));
	}

	record Parcel(String content) implements Serializable {
	}

}
