package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One walk through the tree, which compares what is there with what is stored. Links are
 * not followed: what they lead to is either in the tree or none of its business. For one
 * walk and one thread.
 */
final class TreeWalk implements FileVisitor<Path> {

	private final WatchedTree tree;

	private final Map<FileKey, FileStamp> unseen;

	private final Troubles troubles;

	private final FindingTaker taker;

	private final LinkCheck linkCheck;

	private final List<FileKey> unreadableDirectories = new ArrayList<>();

	// Changed only by the walking thread.
	private ScanCounts counts = ScanCounts.NONE;

	/**
	 * Prepares a walk.
	 * @param tree where to walk
	 * @param known what is stored; the walk removes from it what it sees
	 * @param troubles told about everything that cannot be looked at
	 * @param taker takes the findings, until it wants no more
	 */
	TreeWalk(WatchedTree tree, Map<FileKey, FileStamp> known, Troubles troubles, FindingTaker taker) {
		this.tree = tree;
		this.unseen = known;
		this.troubles = troubles;
		this.taker = taker;
		this.linkCheck = new LinkCheck(tree, troubles);
	}

	/**
	 * Walks, and hands over what is new, changed or missing.
	 * @return true if it saw the whole tree
	 * @throws IOException never for a single path
	 */
	boolean walk() throws IOException {
		Files.walkFileTree(this.tree.root(), this);
		if (!this.taker.wantsMore()) {
			return false;
		}
		this.linkCheck.end();
		return this.unseen.keySet().stream().filter(this::isGone).map(Finding.Missing::new).allMatch(this.taker::take);
	}

	ScanCounts counts() {
		return this.counts;
	}

	// A file is not gone because its directory could not be read.
	private boolean isGone(FileKey key) {
		return this.unreadableDirectories.stream().noneMatch(key::isBelow);
	}

	@Override
	public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
		if (this.tree.excludes(directory)) {
			return FileVisitResult.SKIP_SUBTREE;
		}
		this.counts = this.counts.plusDirectory();
		return next();
	}

	@Override
	public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
		if (this.tree.excludes(file)) {
			return FileVisitResult.CONTINUE;
		}
		if (attributes.isSymbolicLink()) {
			this.counts = this.counts.plusLink();
			this.linkCheck.look(file);
			return FileVisitResult.CONTINUE;
		}
		if (!attributes.isRegularFile()) {
			this.counts = this.counts.plusOther();
			return FileVisitResult.CONTINUE;
		}
		this.counts = this.counts.plusFile();
		compare(file, FileStamp.of(attributes));
		return next();
	}

	private void compare(Path file, FileStamp stamp) {
		FileKey key = this.tree.keyOf(file);
		if (!stamp.equals(this.unseen.remove(key))) {
			this.taker.take(new Finding.Suspect(key));
		}
	}

	private FileVisitResult next() {
		return this.taker.wantsMore() ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
	}

	@Override
	public FileVisitResult visitFileFailed(Path path, IOException failure) {
		if (!this.tree.excludes(path)) {
			report(path, failure);
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
		if (failure != null) {
			report(directory, failure);
		}
		return FileVisitResult.CONTINUE;
	}

	private void report(Path path, IOException failure) {
		FileKey key = this.tree.keyOf(path);
		if (failure instanceof NoSuchFileException && !path.equals(this.tree.root())) {
			this.troubles.add(TroubleKind.VANISHED, key, "was gone when the scan came to it");
			return;
		}
		this.unseen.remove(key);
		this.unreadableDirectories.add(key.asDirectory());
		this.troubles.add(TroubleKind.UNREADABLE, key, failure.toString());
	}

}
