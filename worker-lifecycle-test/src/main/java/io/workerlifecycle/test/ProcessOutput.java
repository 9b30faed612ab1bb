package io.workerlifecycle.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The lines that a process has written so far. One thread collects them; any thread may
 * wait for one.
 */
final class ProcessOutput {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	/** Guarded by the lock. */
	private final List<String> lines = new ArrayList<>();

	/** Whether nothing more can come; guarded by the lock. */
	private boolean ended;

	/**
	 * Collects until the stream ends.
	 */
	void collect(InputStream stream) {
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				add(line);
			}
		}
		catch (IOException ex) {
			add("[the output cannot be read further: " + ex.getMessage() + "]");
		}
		finally {
			end();
		}
	}

	/**
	 * Waits for a line, old or new.
	 * @return the first such line, or {@code null} if it did not come in time or cannot
	 * come any more
	 */
	@Nullable String await(Predicate<String> wanted, Duration limit) throws InterruptedException {
		long leftNanos = limit.toNanos();
		int seen = 0;
		this.lock.lockInterruptibly();
		try {
			while (true) {
				for (; seen < this.lines.size(); seen++) {
					if (wanted.test(this.lines.get(seen))) {
						return this.lines.get(seen);
					}
				}
				if (this.ended || leftNanos <= 0) {
					return null;
				}
				leftNanos = this.changed.awaitNanos(leftNanos);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void awaitEnd(Duration limit) throws InterruptedException {
		await((line) -> false, limit);
	}

	boolean hasEnded() {
		this.lock.lock();
		try {
			return this.ended;
		}
		finally {
			this.lock.unlock();
		}
	}

	String text() {
		this.lock.lock();
		try {
			return String.join("\n", this.lines);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void add(String line) {
		this.lock.lock();
		try {
			this.lines.add(line);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void end() {
		this.lock.lock();
		try {
			this.ended = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
