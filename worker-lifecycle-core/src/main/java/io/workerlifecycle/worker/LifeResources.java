package io.workerlifecycle.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one life opened and must close, last first.
 */
final class LifeResources {

	/** Guarded by this object; {@code null} once closed. */
	private @Nullable Deque<AutoCloseable> open = new ArrayDeque<>();

	void add(AutoCloseable resource) {
		if (!keep(resource)) {
			Throwable failure = close(resource);
			if (failure != null) {
				throw new IllegalStateException("The life has ended, and closing " + resource + " failed", failure);
			}
		}
	}

	/**
	 * Closes everything in reverse order; one that throws does not keep the others open.
	 * @return what was thrown
	 */
	List<Throwable> closeAll() {
		List<Throwable> failures = new ArrayList<>();
		for (AutoCloseable resource : takeAll()) {
			Throwable failure = close(resource);
			if (failure != null) {
				failures.add(failure);
			}
		}
		return failures;
	}

	private synchronized boolean keep(AutoCloseable resource) {
		if (this.open == null) {
			return false;
		}
		this.open.push(resource);
		return true;
	}

	private synchronized Deque<AutoCloseable> takeAll() {
		Deque<AutoCloseable> taken = (this.open != null) ? this.open : new ArrayDeque<>();
		this.open = null;
		return taken;
	}

	private static @Nullable Throwable close(AutoCloseable resource) {
		try {
			resource.close();
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

}
