package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.workerlifecycle.job.JobContext;
import io.workerlifecycle.job.JobDefinition;
import io.workerlifecycle.worker.WorkerContext;

import org.springframework.core.io.ClassPathResource;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole monitor without Spring Boot and without threads: a scan, then the hasher.
 */
final class Monitor implements AutoCloseable {

	final HikariDataSource dataSource = new HikariDataSource();

	final Troubles troubles = new Troubles(Clock.systemUTC());

	final ScanLog scans = new ScanLog();

	final QueueChannel channel;

	final FindingQueue queue;

	final WatchedTree tree;

	final FileStore store;

	final TreeScan scan;

	final List<JobDefinition> addedJobs = new ArrayList<>();

	final Rechecks rechecks;

	private FileOpener opener = FileHasher::open;

	Monitor(Path root, Path data, String... exclude) {
		this(root, data, 1000, exclude);
	}

	Monitor(Path root, Path data, int queueCapacity, String... exclude) {
		this.channel = new QueueChannel(queueCapacity);
		this.queue = new FindingQueue(this.channel, TransactionOperations.withoutTransaction(), queueCapacity / 2);
		this.dataSource.setJdbcUrl(new StoreConnection(data).getJdbcUrl());
		this.dataSource.setUsername("sa");
		this.dataSource.setMaximumPoolSize(2);
		this.tree = new WatchedTree(root, data, List.of(exclude));
		this.store = openStore();
		this.rechecks = new Rechecks(this.queue, this.addedJobs::add, Clock.systemUTC());
		this.scan = new TreeScan(this.tree, this.store, this.queue, this.troubles, this.scans, Clock.systemUTC());
	}

	private FileStore openStore() {
		new ResourceDatabasePopulator(new ClassPathResource("schema.sql")).execute(this.dataSource);
		JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);
		ChangeLog changes = new ChangeLog(jdbc, Clock.systemUTC(), 50);
		changes.claim(this.tree.displayRoot());
		return new FileStore(jdbc, new TransactionTemplate(new JdbcTransactionManager(this.dataSource)), changes);
	}

	void openFilesBy(FileOpener opener) {
		this.opener = opener;
	}

	HashWorker hasher() {
		return new HashWorker(this.queue, this.store, this.troubles, this.rechecks, this.tree, this.opener);
	}

	void scan() throws IOException {
		this.scan.scan(ManualJobContext.running());
	}

	void hash() {
		hash(ManualWorkerContext.untilEmpty(this.queue));
	}

	void hash(WorkerContext context) {
		new HashLane(hasher(), this.channel, TransactionOperations.withoutTransaction()).run(context);
	}

	List<Finding> take() {
		return HashLane.take(this.channel).stream().map(Message::getPayload).toList();
	}

	Report verify(JobContext context) throws IOException {
		new ContentCheck(this.tree, this.store, this.troubles, this.opener).verify(context);
		return report();
	}

	Report scanAndHash() throws IOException {
		scan();
		hash();
		return report();
	}

	Report report() {
		return new Reporter(this.tree, this.store, this.troubles, this.scans, this.queue, new OpenAlerts()).report();
	}

	List<String> known() {
		return this.store.stamps().keySet().stream().map(FileKey::display).sorted().toList();
	}

	Map<FileKey, FileStamp> stamps() {
		return this.store.stamps();
	}

	@Override
	public void close() {
		this.dataSource.close();
	}

}
