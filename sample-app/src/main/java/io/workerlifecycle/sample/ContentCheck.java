package io.workerlifecycle.sample;

import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;

import io.workerlifecycle.job.JobContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Reads every stored file again and reports those whose content is another though size
 * and time are the same: by bit rot, or by a hand that hides. No scan sees that. The
 * properties make a job of it. What it finds is a warning in the log and no failure of
 * the check; it fails when the tree is away or the database fails, and begins anew then.
 */
final class ContentCheck {

	private static final Log logger = LogFactory.getLog(ContentCheck.class);

	private static final int PAGE_SIZE = 500;

	private static final int MAX_LOGGED = 20;

	private static final FileKey BEFORE_ALL = new FileKey("");

	private final WatchedTree tree;

	private final FileStore store;

	private final Troubles troubles;

	private final FileOpener opener;

	ContentCheck(WatchedTree tree, FileStore store, Troubles troubles, FileOpener opener) {
		this.tree = tree;
		this.store = store;
		this.troubles = troubles;
		this.opener = opener;
	}

	void verify(JobContext context) throws NotDirectoryException {
		this.tree.requirePresent();
		FileHasher hasher = new FileHasher(this.opener, () -> !context.isStopRequested());
		FileCheck check = new FileCheck(this.tree, hasher, this.troubles);
		CheckCounts counts = new CheckCounts();
		List<StoredFile> page = this.store.filesAfter(BEFORE_ALL, PAGE_SIZE);
		while (!page.isEmpty() && check(page, check, counts, context)) {
			page = this.store.filesAfter(page.get(page.size() - 1).key(), PAGE_SIZE);
		}
		if (counts.findings() > 0) {
			logger.warn(counts);
		}
		else {
			logger.info(counts);
		}
	}

	private static boolean check(List<StoredFile> page, FileCheck check, CheckCounts counts, JobContext context) {
		for (StoredFile file : page) {
			CheckResult result = context.isStopRequested() ? CheckResult.GIVEN_UP : check.check(file);
			counts.add(result);
			if (result == CheckResult.GIVEN_UP) {
				return false;
			}
			warn(file, result, counts);
		}
		return true;
	}

	// Where a whole tree was altered, the first ones and the count are enough.
	private static void warn(StoredFile file, CheckResult result, CheckCounts counts) {
		if (result.isFinding() && counts.findings() <= MAX_LOGGED) {
			logger.warn("%s is %s, though its size and time are those stored".formatted(file.key().display(),
					result.name().toLowerCase(Locale.ROOT)));
		}
	}

}
