package io.workerlifecycle.instance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.instance.LockOutcome.Acquired;
import io.workerlifecycle.instance.LockOutcome.HeldByAnother;
import io.workerlifecycle.instance.LockOutcome.NotGuaranteed;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The locks that this process holds. There is one for the whole process, for two reasons
 * in the operating system: closing any descriptor of a file drops the process's lock on
 * it, so a held file must not be opened again; and a channel that the garbage collector
 * finds is closed.
 */
final class LockRegistry {

	static final LockRegistry JVM = new LockRegistry();

	private static final Log logger = LogFactory.getLog(LockRegistry.class);

	private static final Set<OpenOption> EXISTING = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE,
			LinkOption.NOFOLLOW_LINKS);

	private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
			StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

	private final ReentrantLock guard = new ReentrantLock();

	/** By the real path of the lock file; guarded by the guard. */
	private final Map<Path, HeldLock> held = new HashMap<>();

	/** Kept open for good; guarded by the guard. */
	private final List<FileChannel> unclosable = new ArrayList<>();

	private LockRegistry() {
	}

	LockOutcome acquire(LockLocation named) {
		NotGuaranteed obstacle = named.obstacle();
		if (obstacle != null) {
			return obstacle;
		}
		this.guard.lock();
		try {
			LockLocation location = named.real();
			HeldLock shared = this.held.get(location.lockFile());
			return (shared != null) ? new Acquired(hold(shared)) : open(location);
		}
		catch (IOException ex) {
			return named.notOpened(reason(ex));
		}
		finally {
			this.guard.unlock();
		}
	}

	private LockOutcome open(LockLocation location) throws IOException {
		FileChannel channel = openFile(location.lockFile());
		try {
			FileLock lock = channel.tryLock();
			if (lock == null) {
				channel.close();
				return new HeldByAnother();
			}
			return new Acquired(hold(add(location, lock)));
		}
		catch (OverlappingFileLockException ex) {
			// Another copy of this class holds it, and closing would drop its lock.
			this.unclosable.add(channel);
			return new HeldByAnother();
		}
		catch (IOException ex) {
			channel.close();
			return location.notLocked(reason(ex));
		}
	}

	private HeldLock add(LockLocation location, FileLock lock) {
		HeldLock heldLock = new HeldLock(location, lock);
		this.held.put(location.lockFile(), heldLock);
		heldLock.pidFile().removeStale();
		return heldLock;
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
				lock.pidFile().removeIfNames(ProcessHandle.current().pid());
				this.held.remove(lock.location.lockFile());
				lock.lock.acquiredBy().close();
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot close " + lock.location.lockFile() + ": " + ex.getMessage());
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

		private final LockLocation location;

		private final FileLock lock;

		/** Guarded by the registry's guard. */
		private int holds;

		HeldLock(LockLocation location, FileLock lock) {
			this.location = location;
			this.lock = lock;
		}

		PidFile pidFile() {
			return new PidFile(this.location.pidFile());
		}

	}

}
