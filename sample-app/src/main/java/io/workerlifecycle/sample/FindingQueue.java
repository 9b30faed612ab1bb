package io.workerlifecycle.sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;
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

	private static final long PAUSE_MILLIS = 20;

	private final QueueChannel channel;

	private final TransactionOperations transactions;

	private final int atOnce;

	private final Set<Finding> unsettled = ConcurrentHashMap.newKeySet();

	/**
	 * Makes a queue of a channel.
	 * @param channel where the findings wait
	 * @param transactions those of the channel
	 * @param atOnce how many findings at most are sent in one of them; the channel has
	 * room for that many
	 */
	FindingQueue(QueueChannel channel, TransactionOperations transactions, int atOnce) {
		this.channel = channel;
		this.transactions = transactions;
		this.atOnce = atOnce;
	}

	/**
	 * How many findings are best handed over together: each transaction is written to the
	 * file of the database by itself.
	 * @return the number
	 */
	int atOnce() {
		return this.atOnce;
	}

	/**
	 * Hands over findings in their order, and waits for room. When it fails, those of the
	 * transactions that have not committed may be found again.
	 * @param findings what was found
	 * @param stopRequested whether to wait no longer
	 * @return false if some were given up, because there was no room
	 */
	boolean put(List<Finding> findings, BooleanSupplier stopRequested) {
		for (int from = 0; from < findings.size(); from += this.atOnce) {
			int to = Math.min(from + this.atOnce, findings.size());
			if (!putTogether(findings.subList(from, to), stopRequested)) {
				return false;
			}
		}
		return true;
	}

	private boolean putTogether(List<Finding> findings, BooleanSupplier stopRequested) {
		List<Finding> fresh = new ArrayList<>();
		boolean sent = false;
		try {
			findings.stream().filter(this::isNew).forEach(fresh::add);
			sent = send(fresh, stopRequested);
		}
		finally {
			if (!sent) {
				fresh.forEach(this.unsettled::remove);
			}
		}
		return sent;
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

	private boolean send(List<Finding> findings, BooleanSupplier stopRequested) {
		boolean sent = findings.isEmpty() || sendIfRoom(findings);
		while (!sent && !stopRequested.getAsBoolean() && pause()) {
			sent = sendIfRoom(findings);
		}
		return sent;
	}

	// Looks first: a transaction should not be open while it waits.
	private boolean sendIfRoom(List<Finding> findings) {
		return this.channel.getRemainingCapacity() >= findings.size()
				&& Boolean.TRUE.equals(this.transactions.execute((status) -> sendAll(findings, status)));
	}

	private boolean sendAll(List<Finding> findings, TransactionStatus status) {
		boolean sent = findings.stream().allMatch((finding) -> this.channel.send(new GenericMessage<>(finding), 0));
		if (!sent) {
			status.setRollbackOnly();
		}
		return sent;
	}

	private static boolean pause() {
		try {
			Thread.sleep(PAUSE_MILLIS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
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
