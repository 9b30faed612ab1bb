package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks where the links of one walk lead, and reports those that lead in circles. Links
 * to nowhere and out of the tree are no trouble.
 */
final class LinkCheck {

	private final WatchedTree tree;

	private final Troubles troubles;

	private final List<TreeLink> links = new ArrayList<>();

	LinkCheck(WatchedTree tree, Troubles troubles) {
		this.tree = tree;
		this.troubles = troubles;
	}

	void look(Path link) {
		FileKey key = this.tree.keyOf(link);
		try {
			Path target = link.toRealPath();
			Path directory = link.getParent();
			if (directory != null && Files.isDirectory(target)) {
				lookAtDirectory(key, directory, target);
			}
		}
		catch (IOException ex) {
			// It leads to nowhere, or to where nobody may look, which many links do for
			// good.
			if (isLoop(ex)) {
				this.troubles.add(TroubleKind.LOOP, key, "leads back to itself");
			}
		}
	}

	private void lookAtDirectory(FileKey key, Path directory, Path target) {
		if (target.startsWith(this.tree.root())) {
			this.links.add(
					new TreeLink(key, this.tree.keyOf(directory).asDirectory(), this.tree.keyOf(target).asDirectory()));
		}
		else if (directory.startsWith(target)) {
			this.troubles.add(TroubleKind.LOOP, key, "leads to %s, above the tree".formatted(target));
		}
	}

	// There is an exception for loops, but toRealPath gives the system's error instead,
	// in
	// the language of the system, with a remark of the JDK's own, in English.
	private static boolean isLoop(IOException failure) {
		return failure instanceof FileSystemLoopException || (failure instanceof FileSystemException refusal
				&& String.valueOf(refusal.getReason()).contains("symbolic link"));
	}

	void end() {
		for (TreeLink loop : LinkLoops.among(this.links)) {
			this.troubles.add(TroubleKind.LOOP, loop.key(), "leads in a circle through " + loop.to().display());
		}
	}

}
