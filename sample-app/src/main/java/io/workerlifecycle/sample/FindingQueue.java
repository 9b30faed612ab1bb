package io.workerlifecycle.sample;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The bounded way from the scan to the hasher: a channel whose findings outlive the
 * program, and the memory of what this program has put into it. A finding is put into it
 * once at most, until the hasher has settled it; one that became a dead letter is not
 * settled, so that no scan brings it again before it is replayed or the program starts
 * anew. Safe for use by several threads that put, and one hasher.
 */
final class FindingQueue {

	private static final long PATIENCE_MILLIS = 100;

	private final QueueChannel channel;

	private final Set<Finding> unsettled = ConcurrentHashMap.newKeySet();

	FindingQueue(QueueChannel channel) {
		this.channel = channel;
	}

	/**
	 * Hands over a finding, and waits for room.
	 * @param finding what was found
	 * @param stopRequested whether to wait no longer
	 * @return what became of it
	 */
	PutResult put(Finding finding, BooleanSupplier stopRequested) {
		if (!isNew(finding)) {
			return PutResult.ALREADY_QUEUED;
		}
		boolean accepted = false;
		try {
			accepted = send(new GenericMessage<>(finding), stopRequested);
		}
		finally {
			if (!accepted) {
				this.unsettled.remove(finding);
			}
		}
		return accepted ? PutResult.ACCEPTED : PutResult.GIVEN_UP;
	}

	private boolean isNew(Finding finding) {
		if (finding instanceof Finding.ScanEnded) {
			// Where nothing waits, the end of an older scan is a dead letter.
			if (this.channel.getQueueSize() == 0) {
				forgetScans();
			}
			else if (this.unsettled.stream().anyMatch(Finding.ScanEnded.class::isInstance)) {
				return false;
			}
		}
		return this.unsettled.add(finding);
	}

	private boolean send(Message<Finding> message, BooleanSupplier stopRequested) {
		while (!stopRequested.getAsBoolean()) {
			if (this.channel.send(message, PATIENCE_MILLIS)) {
				return true;
			}
			if (Thread.currentThread().isInterrupted()) {
				return false;
			}
		}
		return false;
	}

	/**
	 * Sends back what the hasher has no time for. It goes behind all others, so that the
	 * ends of scans which wait there have overtaken it: they do not count any more.
	 * @param messages what was taken in this transaction, which leaves room for it
	 */
	void giveBack(Collection<Message<Finding>> messages) {
		for (Message<Finding> message : messages) {
			if (!this.channel.send(message, 0)) {
				throw new MessageDeliveryException(message, "There is no room to give a finding back");
			}
		}
		if (!messages.isEmpty()) {
			forgetScans();
		}
	}

	private void forgetScans() {
		this.unsettled.removeIf(Finding.ScanEnded.class::isInstance);
	}

	/**
	 * Whether all that a scan had to say was taken before its end was. It was not when
	 * some was given back meanwhile, or may be elsewhere since the program was started
	 * anew.
	 * @param end the end, just taken
	 * @return true if the scan is complete
	 */
	boolean isInOrder(Finding.ScanEnded end) {
		return this.unsettled.contains(end);
	}

	/**
	 * Says that findings were dealt with: the next scan may bring them again, once the
	 * transaction that goes on has committed.
	 * @param findings what was taken
	 */
	void settle(Collection<Finding> findings) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			findings.forEach(this.unsettled::remove);
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				findings.forEach(FindingQueue.this.unsettled::remove);
			}
		});
	}

	/**
	 * How many findings wait, those included that the hasher has taken and not stored.
	 * @return the number
	 */
	int depth() {
		return this.channel.getQueueSize();
	}

}
