package io.workerlifecycle.sample;

import java.nio.file.Path;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What is watched, and where the results are kept. The schedules,
 * {@code sample.scan-interval} and {@code sample.summary-cron}, are read by the jobs.
 *
 * @param root Path of the directory tree to watch
 * @param data Path of the directory of the database, the PID file and the state of jobs;
 * created when missing, never scanned
 * @param exclude Names of files and directories to leave out anywhere, or, with a slash,
 * paths from the root
 * @param queueCapacity Maximum number of findings that wait for the hasher
 * @param recentChanges Maximum number of changes the report lists
 */
@ConfigurationProperties("sample")
record SampleProperties(@DefaultValue(".") String root, @DefaultValue("./data") String data,
		@DefaultValue List<String> exclude, @DefaultValue("1000") int queueCapacity,
		@DefaultValue("50") int recentChanges) {

	private static final int MOST_AT_ONCE = 250;

	SampleProperties {
		Assert.isTrue(queueCapacity > 0, () -> "sample.queue-capacity is " + queueCapacity + ", must be at least 1");
		Assert.isTrue(recentChanges > 0, () -> "sample.recent-changes is " + recentChanges + ", must be at least 1");
		exclude = exclude.stream().map(String::strip).filter((entry) -> !entry.isEmpty()).toList();
	}

	// Half of the queue at most, so that the hasher has work while the scan collects.
	int findingsAtOnce() {
		return Math.max(1, Math.min(MOST_AT_ONCE, this.queueCapacity / 2));
	}

	// Not bound as a Path: Spring looks at paths as resources first, and the resource "."
	// is the document root of the web server.
	Path rootPath() {
		return Path.of(this.root);
	}

	Path dataPath() {
		return Path.of(this.data);
	}

}
