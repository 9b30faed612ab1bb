package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Compares the content of single files with what is stored, and reports those that are
 * altered or cannot be read any more. For one thread.
 *
 * @param tree where the files are
 * @param hasher reads them
 * @param troubles told about what is wrong, and about what is right again
 */
record FileCheck(WatchedTree tree, FileHasher hasher, Troubles troubles) {

	CheckResult check(StoredFile file) {
		Path path = this.tree.pathOf(file.key());
		if (!looksAsStored(path, file.stamp())) {
			return CheckResult.LEFT_TO_SCAN;
		}
		HashResult result = this.hasher.hash(path);
		if (result instanceof HashResult.Hashed hashed) {
			return compare(file, hashed);
		}
		return (result instanceof HashResult.Troubled troubled) ? report(file, troubled) : CheckResult.GIVEN_UP;
	}

	private static boolean looksAsStored(Path path, FileStamp stamp) {
		try {
			return stamp
				.equals(FileStamp.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private CheckResult compare(StoredFile file, HashResult.Hashed now) {
		if (!now.stamp().equals(file.stamp())) {
			return CheckResult.LEFT_TO_SCAN;
		}
		this.troubles.settle(file.key());
		if (now.hash().equals(file.hash())) {
			return CheckResult.SAME;
		}
		this.troubles.add(TroubleKind.ALTERED, file.key(), "its content changed, its time did not");
		return CheckResult.ALTERED;
	}

	private CheckResult report(StoredFile file, HashResult.Troubled troubled) {
		if (troubled.kind() != TroubleKind.UNREADABLE) {
			return CheckResult.LEFT_TO_SCAN;
		}
		this.troubles.addUntilRead(file.key(), troubled.reason());
		return CheckResult.UNREADABLE;
	}

}
