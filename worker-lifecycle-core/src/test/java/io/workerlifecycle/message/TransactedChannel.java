package io.workerlifecycle.message;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.SmartTransactionObject;
import org.springframework.util.ReflectionUtils;

/**
 * A channel in memory that takes part in transactions, and their manager: what was taken
 * comes back to the front on rollback, what was sent appears on commit.
 */
final class TransactedChannel extends AbstractPlatformTransactionManager
		implements SpoilableTransactions, PollableChannel {

	private static final long serialVersionUID = 1L;

	private final transient ReentrantLock lock = new ReentrantLock();

	private final transient Condition filled = this.lock.newCondition();

	/** Guarded by the lock. */
	private final transient LinkedList<Message<?>> queue = new LinkedList<>();

	private final transient ThreadLocal<@Nullable Changes> current = new ThreadLocal<>();

	final AtomicInteger commits = new AtomicInteger();

	final AtomicInteger rollbacks = new AtomicInteger();

	/** How many of the next transactions cannot begin. */
	final AtomicInteger failingBegins = new AtomicInteger();

	/** How many of the next commits with a message or a record fail. */
	final AtomicInteger failingCommits = new AtomicInteger();

	/** How those fail. */
	transient Supplier<? extends Throwable> commitFailure = () -> new TransactionSystemException("connection lost");

	/** What was recorded in transactions that were committed. */
	final transient List<Object> committed = new CopyOnWriteArrayList<>();

	/** Records something, if the transaction of this thread is committed. */
	void record(Object entry) {
		Changes changes = this.current.get();
		if (changes != null) {
			changes.recorded.add(entry);
		}
	}

	/** A statement of the transaction of this thread has failed. */
	void spoil() {
		Changes changes = this.current.get();
		if (changes != null) {
			changes.spoiled = true;
		}
	}

	/** So that its messages are free before it is over. */
	void spoilAndGiveBack() {
		Changes changes = this.current.get();
		if (changes != null) {
			changes.spoiled = true;
			giveBack(changes);
			changes.taken.clear();
		}
	}

	@Override
	public boolean isSpoiled() {
		Changes changes = this.current.get();
		return changes != null && changes.spoiled;
	}

	TransactedChannel with(Object... payloads) {
		for (Object payload : payloads) {
			send(new GenericMessage<>(payload), 0);
		}
		return this;
	}

	List<Object> payloads() {
		this.lock.lock();
		try {
			return this.queue.stream().<Object>map(Message::getPayload).toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean send(Message<?> message, long timeout) {
		Changes changes = this.current.get();
		if (changes != null && changes.spoiled) {
			throw new MessageDeliveryException("current transaction is aborted");
		}
		if (changes != null) {
			changes.sent.add(message);
		}
		else {
			add(List.of(message));
		}
		return true;
	}

	private void add(List<Message<?>> messages) {
		this.lock.lock();
		try {
			this.queue.addAll(messages);
			this.filled.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public @Nullable Message<?> receive() {
		return receive(Long.MAX_VALUE);
	}

	@Override
	public @Nullable Message<?> receive(long timeout) {
		this.lock.lock();
		try {
			if (this.queue.isEmpty() && !this.filled.await(timeout, TimeUnit.MILLISECONDS)) {
				return null;
			}
			Message<?> message = this.queue.poll();
			Changes changes = this.current.get();
			if (changes != null && message != null) {
				changes.taken.add(message);
			}
			return message;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	protected Object doGetTransaction() {
		return new Attempt(this.current);
	}

	/** Code that asks for a transaction of its own takes part in that of the message. */
	@Override
	protected boolean isExistingTransaction(Object transaction) {
		return this.current.get() != null;
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		if (this.failingBegins.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
			throw new CannotCreateTransactionException("no connection");
		}
		this.current.set(new Changes());
	}

	@Override
	protected void doCommit(DefaultTransactionStatus status) {
		Changes changes = end();
		if (changes.spoiled) {
			giveBack(changes);
			throw new UnexpectedRollbackException("current transaction is aborted");
		}
		if (changes.isWork() && this.failingCommits.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
			giveBack(changes);
			ReflectionUtils.rethrowRuntimeException(this.commitFailure.get());
		}
		if (Thread.currentThread().isInterrupted()) {
			giveBack(changes);
			throw new TransactionSystemException("interrupted");
		}
		add(changes.sent);
		this.committed.addAll(changes.recorded);
		this.commits.addAndGet(changes.taken.isEmpty() ? 0 : 1);
	}

	@Override
	protected void doRollback(DefaultTransactionStatus status) {
		Changes changes = end();
		giveBack(changes);
		this.rollbacks.addAndGet(changes.taken.isEmpty() ? 0 : 1);
	}

	@Override
	protected void doSetRollbackOnly(DefaultTransactionStatus status) {
		Changes changes = this.current.get();
		if (changes != null) {
			changes.rollbackOnly = true;
		}
	}

	private Changes end() {
		Changes changes = this.current.get();
		this.current.remove();
		return (changes != null) ? changes : new Changes();
	}

	private void giveBack(Changes changes) {
		this.lock.lock();
		try {
			this.queue.addAll(0, changes.taken);
			this.filled.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How Spring sees a transaction. */
	private record Attempt(ThreadLocal<@Nullable Changes> current) implements SmartTransactionObject {

		@Override
		public boolean isRollbackOnly() {
			Changes changes = this.current.get();
			return changes != null && changes.rollbackOnly;
		}

		@Override
		public void flush() {
		}

	}

	private static final class Changes {

		private final List<Message<?>> taken = new ArrayList<>();

		private final List<Message<?>> sent = new ArrayList<>();

		private final List<Object> recorded = new ArrayList<>();

		private boolean rollbackOnly;

		/** Whether nothing can be sent any more. */
		private boolean spoiled;

		private boolean isWork() {
			return !this.taken.isEmpty() || !this.recorded.isEmpty();
		}

	}

}
