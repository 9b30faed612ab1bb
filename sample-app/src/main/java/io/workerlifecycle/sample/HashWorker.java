package io.workerlifecycle.sample;

import java.util.List;

import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;

import org.springframework.dao.DataAccessException;

/**
 * The worker that hashes what the scan found, and stores it in batches. On a stop it
 * stores what is hashed; the file it reads just then and the rest of the queue are found
 * again by the next scan.
 */
final class HashWorker implements Worker {

	private final FindingQueue queue;

	private final FileStore store;

	private final Troubles troubles;

	private final Rechecks rechecks;

	private final FileOpener opener;

	private final int batchSize;

	HashWorker(FindingQueue queue, FileStore store, Troubles troubles, Rechecks rechecks, FileOpener opener,
			int batchSize) {
		this.queue = queue;
		this.store = store;
		this.troubles = troubles;
		this.rechecks = rechecks;
		this.opener = opener;
		this.batchSize = batchSize;
	}

	@Override
	public void run(WorkerContext context) {
		FileHasher hasher = new FileHasher(this.opener, () -> goOn(context));
		while (context.keepRunning()) {
			List<Finding> findings = this.queue.take(this.batchSize);
			try {
				store(hash(findings, hasher, context));
				findings.forEach((finding) -> context.recordSuccess());
			}
			catch (DataAccessException ex) {
				// The next scan finds them again; the database may need a pause until
				// then.
				context.recordFailure(ex);
			}
			finally {
				this.queue.settle(findings);
			}
		}
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

	private HashedBatch hash(List<Finding> findings, FileHasher hasher, WorkerContext context) {
		HashedBatch batch = new HashedBatch();
		for (Finding finding : findings) {
			if (!goOn(context)) {
				break;
			}
			if (finding instanceof Finding.Suspect suspect) {
				hash(suspect, hasher.hash(suspect.path()), batch);
			}
			else if (finding instanceof Finding.Missing missing) {
				this.troubles.settle(missing.key());
				batch.addMissing(missing.key());
			}
			else {
				batch.endScan();
			}
		}
		return batch;
	}

	private void hash(Finding.Suspect suspect, HashResult result, HashedBatch batch) {
		FileKey key = suspect.key();
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
	}

	private void store(HashedBatch batch) {
		if (!batch.isEmpty()) {
			this.store.store(batch);
		}
		this.rechecks.add(batch.unsteady());
	}

}
