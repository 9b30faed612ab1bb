package io.workerlifecycle.sample;

import java.time.Clock;

import io.workerlifecycle.autoconfigure.message.DurableChannels;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.worker.BackgroundWorker;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The parts of the monitor.
 */
@Configuration(proxyBeanMethods = false)
class SampleConfiguration {

	@Bean
	JdbcConnectionDetails storeConnection(SampleProperties properties) {
		return new StoreConnection(properties.dataPath());
	}

	// Of the connection, so that the directory of the data exists.
	@Bean
	WatchedTree watchedTree(SampleProperties properties, JdbcConnectionDetails storeConnection) {
		return new WatchedTree(properties.rootPath(), properties.dataPath(), properties.exclude());
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	QueueChannel findings(DurableChannels channels, SampleProperties properties) {
		return channels.channel("findings", properties.queueCapacity());
	}

	// What the hasher could not process, for the endpoint "deadletters".
	@Bean
	QueueChannel unhashed(DurableChannels channels) {
		return channels.channel("unhashed");
	}

	@Bean
	FindingQueue findingQueue(@Qualifier("findings") QueueChannel findings, TransactionTemplate transactions,
			SampleProperties properties) {
		return new FindingQueue(findings, transactions, properties.findingsAtOnce());
	}

	@Bean
	Troubles troubles(Clock clock) {
		return new Troubles(clock);
	}

	@Bean
	ScanLog scanLog() {
		return new ScanLog();
	}

	@Bean
	FileOpener fileOpener() {
		return FileHasher::open;
	}

	@Bean
	FileStore fileStore(JdbcTemplate jdbc, TransactionTemplate transaction, WatchedTree tree, Clock clock,
			SampleProperties properties) {
		ChangeLog changes = new ChangeLog(jdbc, clock, properties.recentChanges());
		changes.claim(tree.displayRoot());
		return new FileStore(jdbc, transaction, changes);
	}

	@Bean
	Rechecks rechecks(FindingQueue queue, BackgroundJobs jobs, Clock clock) {
		return new Rechecks(queue, jobs::add, clock);
	}

	@Bean
	HashWorker hasher(FindingQueue queue, FileStore store, Troubles troubles, Rechecks rechecks, WatchedTree tree,
			FileOpener opener) {
		return new HashWorker(queue, store, troubles, rechecks, tree, opener);
	}

	@Bean
	@BackgroundWorker(after = "hasher")
	TreeWatcher watcher(WatchedTree tree, FindingQueue queue) {
		return new TreeWatcher(tree, queue);
	}

	@Bean
	TreeGuard treeGuard(WatchedTree tree) {
		return new TreeGuard(tree);
	}

	@Bean
	TreeScan treeScan(WatchedTree tree, FileStore store, FindingQueue queue, Troubles troubles, ScanLog log,
			Clock clock) {
		return new TreeScan(tree, store, queue, troubles, log, clock);
	}

	// A job of it is made by worker-lifecycle.jobs.verify in application.yml.
	@Bean
	ContentCheck contentCheck(WatchedTree tree, FileStore store, Troubles troubles, FileOpener opener) {
		return new ContentCheck(tree, store, troubles, opener);
	}

	@Bean
	OpenAlerts openAlerts() {
		return new OpenAlerts();
	}

	@Bean
	Reporter reporter(WatchedTree tree, FileStore store, Troubles troubles, ScanLog log, FindingQueue queue,
			OpenAlerts alerts) {
		return new Reporter(tree, store, troubles, log, queue, alerts);
	}

	@Bean
	SummaryLine summaryLine(Reporter reporter) {
		return new SummaryLine(reporter);
	}

	@Bean
	SampleMeters sampleMeters(FindingQueue queue, Troubles troubles) {
		return new SampleMeters(queue, troubles);
	}

}
