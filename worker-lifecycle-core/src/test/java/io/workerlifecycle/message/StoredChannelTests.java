package io.workerlifecycle.message;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a lane takes from a channel that can be waited for outside of its transactions.
 */
@Timeout(60)
class StoredChannelTests {

	private final TransactedChannel transactions = new TransactedChannel();

	@Test
	void emptyChannelIsWaitedForWhenTheTransactionIsOver() throws SourceException {
		NotedStore channel = new NotedStore();
		exchange(channel, (intake) -> intake.take(1000));
		assertThat(channel.history).containsExactly("receive for 0 in transaction", "wait for 1000 after 7");
	}

	@Test
	void emptyChannelIsWaitedForOutsideByBatchesToo() throws SourceException {
		NotedStore channel = new NotedStore();
		exchange(channel, (intake) -> intake.takeMany(3, 1000));
		assertThat(channel.history).containsExactly("take 3 in transaction", "wait for 1000 after 7");
	}

	@Test
	void whoHasTakenAMessageWaitsForNone() throws SourceException {
		NotedStore channel = new NotedStore("a");
		exchange(channel, (intake) -> intake.take(1000));
		assertThat(channel.history).containsExactly("receive for 0 in transaction");
	}

	@Test
	void batchIsTakenAtOnce() throws SourceException {
		NotedStore channel = new NotedStore("a", "b", "c", "d");
		List<Message<?>> taken = new ArrayList<>();
		exchange(channel, (intake) -> taken.addAll(intake.takeMany(3, 1000)));
		assertThat(taken).extracting((message) -> (Object) message.getPayload()).containsExactly("a", "b", "c");
		assertThat(channel.history).containsExactly("take 3 in transaction");
	}

	@Test
	void batchThatIsNotFullWaitsForMoreWithinItsTransaction() throws SourceException {
		NotedStore channel = new NotedStore("a");
		exchange(channel, (intake) -> {
			intake.takeMany(3, 1000);
			intake.takeMany(2, 50);
		});
		assertThat(channel.history).containsExactly("take 3 in transaction", "take 2 in transaction",
				"wait for 50 after 7 in transaction", "take 2 in transaction");
	}

	private void exchange(NotedStore channel, Taking taking) throws SourceException {
		TransactedIntake intake = new TransactedIntake("w", channel, this.transactions);
		intake.exchange(new Turn() {
			@Override
			public boolean run() throws SourceException {
				taking.from(intake);
				return true;
			}

			@Override
			public List<Message<?>> taken() {
				return List.of();
			}

			@Override
			public void undone(Throwable failure) {
				throw new IllegalStateException(failure);
			}
		});
	}

	interface Taking {

		void from(Intake intake) throws SourceException;

	}

}
