package io.workerlifecycle.sample;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.JobContext;

/**
 * The job that walks through the tree and hands what it finds to the hasher. It waits
 * when the hasher cannot keep up, and gives up when it is to stop.
 */
final class TreeScan {

	private final WatchedTree tree;

	private final FileStore store;

	private final FindingQueue queue;

	private final Troubles troubles;

	private final ScanLog log;

	private final Clock clock;

	TreeScan(WatchedTree tree, FileStore store, FindingQueue queue, Troubles troubles, ScanLog log, Clock clock) {
		this.tree = tree;
		this.store = store;
		this.queue = queue;
		this.troubles = troubles;
		this.log = log;
		this.clock = clock;
	}

	@BackgroundJob(name = "scan", fixedRate = "${sample.scan-interval:30s}", runOnStart = true,
			description = "Walks through the tree and hands what changed to the hasher")
	void scan(JobContext context) throws IOException {
		Instant start = this.clock.instant();
		QueueTaker taker = new QueueTaker(this.queue, context, this.clock);
		TreeWalk walk = new TreeWalk(this.tree, this.store.stamps(), this.troubles, taker);
		boolean seen = walk.walk() && taker.take(new Finding.ScanEnded(start));
		boolean complete = taker.flush() && seen;
		if (complete) {
			this.troubles.scanEnded();
		}
		long millis = Duration.between(start, this.clock.instant()).toMillis();
		this.log.add(new ScanSummary(start, millis, complete, walk.counts()));
	}

}
