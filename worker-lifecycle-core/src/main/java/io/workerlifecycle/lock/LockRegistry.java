package io.workerlifecycle.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.lock.LockOutcome.HeldByAnother;
import io.workerlifecycle.lock.LockOutcome.HeldHere;
import io.workerlifecycle.lock.LockOutcome.NotGuaranteed;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The locks that this process holds. There is one for the whole process, for two reasons
 * in the operating system: closing any descriptor of a file drops the process's lock on
 * it, so a held file must not be opened again; and a channel that the garbage collector
 * finds is closed. The operating system gives a lock back when the process ends, however
 * it ends, so nothing stale can be left behind. Safe for use by several threads.
 *
 * @since 0.1.0
 * @see <a href="https://man7.org/linux/man-pages/man2/fcntl_locking.2.html">fcntl
 * locking(2)</a>
 */
public final class LockRegistry {

	/** The only one. */
	public static final LockRegistry JVM = new LockRegistry();

	private static final Log logger = LogFactory.getLog(LockRegistry.class);

	private static final Set<OpenOption> EXISTING = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE,
			LinkOption.NOFOLLOW_LINKS);

	private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
			StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

	private final ReentrantLock guard = new ReentrantLock();

	/** By the real path of the lock file; guarded by the guard. */
	private final Map<Path, HeldLock> held = new HashMap<>();

	/** Kept open for good, by the path of the lock file; guarded by the guard. */
	private final Map<Path, FileChannel> unclosable = new HashMap<>();

	private LockRegistry() {
	}

	/**
	 * Tries once to take a lock that all in this process share who ask for it so. The
	 * last to close its hold gives it back.
	 * @param file the file to have
	 * @param duties what goes with having it; those of the first that got it count
	 * @return what came of it
	 */
	public LockOutcome share(GuardedFile file, LockDuties duties) {
		return acquire(file, duties);
	}

	/**
	 * Tries once to take a lock for the caller alone: others in this process are refused
	 * like those in another.
	 * @param file the file to have
	 * @return what came of it
	 */
	public LockOutcome take(GuardedFile file) {
		return acquire(file, null);
	}

	/**
	 * Whether this process holds the lock of a file, shared or not.
	 * @param named the file
	 * @return true if it does
	 */
	public boolean holds(GuardedFile named) {
		this.guard.lock();
		try {
			return this.held.containsKey(named.real().lockFile());
		}
		catch (IOException ex) {
			return false;
		}
		finally {
			this.guard.unlock();
		}
	}

	/**
	 * Does what goes with giving back each lock that is shared, and keeps the locks: the
	 * process is about to end at once, and the operating system gives them back then.
	 * Nothing is done if another thread is at a lock right now.
	 */
	public void processEnds() {
		if (this.guard.tryLock()) {
			try {
				this.held.values().forEach(HeldLock::putAway);
			}
			finally {
				this.guard.unlock();
			}
		}
	}

	private LockOutcome acquire(GuardedFile named, @Nullable LockDuties duties) {
		NotGuaranteed obstacle = named.obstacle();
		if (obstacle != null) {
			return obstacle;
		}
		this.guard.lock();
		try {
			GuardedFile file = named.real();
			HeldLock known = this.held.get(file.lockFile());
			if (known == null) {
				return open(file, duties);
			}
			return (known.duties != null && duties != null) ? new Acquired(hold(known)) : new HeldHere();
		}
		catch (IOException ex) {
			return named.notOpened(reason(ex));
		}
		finally {
			this.guard.unlock();
		}
	}

	private LockOutcome open(GuardedFile file, @Nullable LockDuties duties) throws IOException {
		FileChannel kept = this.unclosable.remove(file.lockFile());
		FileChannel channel = (kept != null) ? kept : openFile(file.lockFile());
		try {
			FileLock lock = channel.tryLock();
			if (lock == null) {
				channel.close();
				return new HeldByAnother();
			}
			return new Acquired(hold(add(new HeldLock(file, lock, duties))));
		}
		catch (OverlappingFileLockException ex) {
			// Another copy of this class holds it, and closing would drop its lock.
			this.unclosable.put(file.lockFile(), channel);
			return new HeldByAnother();
		}
		catch (IOException ex) {
			channel.close();
			return file.notLocked(reason(ex));
		}
	}

	private HeldLock add(HeldLock lock) {
		this.held.put(lock.file.lockFile(), lock);
		if (lock.duties != null) {
			lock.duties.taken(lock.file.path());
		}
		return lock;
	}

	private LockHold hold(HeldLock lock) {
		lock.holds++;
		return new LockHold(() -> release(lock));
	}

	private void release(HeldLock lock) {
		this.guard.lock();
		try {
			lock.holds--;
			if (lock.holds == 0) {
				lock.putAway();
				this.held.remove(lock.file.lockFile());
				lock.lock.acquiredBy().close();
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot close " + lock.file.lockFile() + ": " + ex.getMessage());
		}
		finally {
			this.guard.unlock();
		}
	}

	/**
	 * Opens the file and never truncates it: who does not get the lock must not have
	 * touched it.
	 */
	private static FileChannel openFile(Path file) throws IOException {
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
			return FileChannel.open(file, EXISTING);
		}
		try {
			FileChannel channel = FileChannel.open(file, NEW);
			FileMode.READABLE_BY_ALL.applyTo(file);
			return channel;
		}
		catch (FileAlreadyExistsException ex) {
			return FileChannel.open(file, EXISTING);
		}
	}

	private static String reason(IOException failure) {
		if (failure instanceof AccessDeniedException) {
			return "permission denied";
		}
		if (failure instanceof NoSuchFileException) {
			return "no file can be created there";
		}
		String reason = (failure instanceof FileSystemException ex) ? ex.getReason() : failure.getMessage();
		return (reason != null) ? reason : failure.toString();
	}

	private static final class HeldLock {

		private final GuardedFile file;

		private final FileLock lock;

		/** Of a lock that is shared; null if one has it alone. */
		private final @Nullable LockDuties duties;

		/** Guarded by the registry's guard. */
		private int holds;

		HeldLock(GuardedFile file, FileLock lock, @Nullable LockDuties duties) {
			this.file = file;
			this.lock = lock;
			this.duties = duties;
		}

		void putAway() {
			if (this.duties != null) {
				this.duties.givingBack(this.file.path());
			}
		}

	}

}
