package io.workerlifecycle.sample;

import java.util.List;

import io.workerlifecycle.message.BatchFailedException;
import io.workerlifecycle.message.BatchWorker;
import io.workerlifecycle.worker.WorkerContext;

import org.springframework.messaging.Message;

/**
 * The worker that hashes what the scan found, and stores it in batches. A batch is stored
 * in the transaction in which it was taken, so that after a kill it is there and taken,
 * or neither. On a stop it stores what is hashed, and gives back the file it reads just
 * then and the rest of the batch. It has one thread: the end of a scan must come after
 * all that the scan has found.
 */
final class HashWorker implements BatchWorker<Finding> {

	private final FindingQueue queue;

	private final FileStore store;

	private final Troubles troubles;

	private final Rechecks rechecks;

	private final WatchedTree tree;

	private final FileOpener opener;

	HashWorker(FindingQueue queue, FileStore store, Troubles troubles, Rechecks rechecks, WatchedTree tree,
			FileOpener opener) {
		this.queue = queue;
		this.store = store;
		this.troubles = troubles;
		this.rechecks = rechecks;
		this.tree = tree;
		this.opener = opener;
	}

	@Override
	public void processBatch(List<Message<Finding>> messages, WorkerContext context) throws BatchFailedException {
		FileHasher hasher = new FileHasher(this.opener, () -> goOn(context));
		HashedBatch batch = new HashedBatch();
		for (Message<Finding> message : messages) {
			if (goOn(context)) {
				hash(message, hasher, batch);
			}
			else {
				batch.leave(message);
			}
		}
		store(batch);
	}

	@Override
	public void checkHealth() {
		this.store.ping();
	}

	// A large file takes long: reading it is progress.
	private static boolean goOn(WorkerContext context) {
		context.heartbeat();
		return !context.isStopRequested();
	}

	// What cannot be read is a trouble, and done with; what is thrown is a mistake in
	// here.
	private void hash(Message<Finding> message, FileHasher hasher, HashedBatch batch) {
		Finding finding = message.getPayload();
		try {
			if (finding instanceof Finding.Suspect suspect && !hash(suspect, hasher, batch)) {
				batch.leave(message);
				return;
			}
			if (finding instanceof Finding.Missing missing) {
				this.troubles.settle(missing.key());
				batch.addMissing(missing.key());
			}
			else if (finding instanceof Finding.ScanEnded end && this.queue.isInOrder(end)) {
				batch.endScan();
			}
			batch.settle(finding);
		}
		catch (RuntimeException ex) {
			batch.fail(message, ex);
		}
	}

	private boolean hash(Finding.Suspect suspect, FileHasher hasher, HashedBatch batch) {
		FileKey key = suspect.key();
		HashResult result = hasher.hash(this.tree.pathOf(key));
		if (result instanceof HashResult.Hashed hashed) {
			this.troubles.settle(key);
			batch.add(new StoredFile(key, hashed.stamp(), hashed.hash()));
		}
		else if (result instanceof HashResult.Troubled troubled) {
			this.troubles.add(troubled.kind(), key, troubled.reason());
			if (troubled.kind() == TroubleKind.CHANGED_WHILE_READING) {
				batch.addUnsteady(suspect);
			}
		}
		return !(result instanceof HashResult.GivenUp);
	}

	private void store(HashedBatch batch) throws BatchFailedException {
		if (!batch.isEmpty()) {
			this.store.store(batch);
		}
		this.queue.giveBack(batch.left());
		this.queue.settle(batch.settled());
		this.rechecks.add(batch.unsteady());
		batch.throwIfAnyFailed();
	}

}
