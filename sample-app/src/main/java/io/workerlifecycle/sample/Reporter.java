package io.workerlifecycle.sample;

/**
 * Reports on the monitor, from any thread.
 *
 * @param tree the tree
 * @param store what is stored
 * @param troubles what went wrong
 * @param scans the last scan
 * @param queue what waits
 * @param alerts what is wrong with the worker and the jobs
 */
record Reporter(WatchedTree tree, FileStore store, Troubles troubles, ScanLog scans, FindingQueue queue,
		OpenAlerts alerts) {

	Report report() {
		StoreTotals totals = this.store.totals();
		return new Report(this.tree.displayRoot(), totals.since(), totals.files(), totals.bytes(), totals.added(),
				totals.changed(), totals.removed(), this.store.recentChanges(),
				this.troubles.report(TroubleKind.UNREADABLE), this.troubles.report(TroubleKind.LOOP),
				this.troubles.report(TroubleKind.VANISHED), this.troubles.report(TroubleKind.CHANGED_WHILE_READING),
				this.troubles.report(TroubleKind.ALTERED), this.scans.last(), this.queue.depth(), this.alerts.list());
	}

}
