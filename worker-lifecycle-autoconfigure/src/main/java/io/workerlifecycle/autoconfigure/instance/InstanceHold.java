package io.workerlifecycle.autoconfigure.instance;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.instance.PidFile;
import io.workerlifecycle.instance.PidWriter;
import io.workerlifecycle.lock.LockHold;

/**
 * The lock and the PID file that goes with it. The end of the process may come while the
 * PID file is being written, on another thread: then it waits for that, and a PID file is
 * not written after the end. Closing twice does nothing.
 */
final class InstanceHold implements AutoCloseable {

	private final ReentrantLock guard = new ReentrantLock();

	private final LockHold hold;

	private final PidFile pidFile;

	/** Guarded by the guard. */
	private boolean closed;

	InstanceHold(LockHold hold, PidFile pidFile) {
		this.hold = hold;
		this.pidFile = pidFile;
	}

	/**
	 * A file that names this process already was written for an application beside this
	 * one, and keeps its time.
	 */
	void publish(PidWriter writer) throws IOException {
		this.guard.lock();
		try {
			if (!this.closed && !this.pidFile.names(ProcessHandle.current().pid())) {
				this.pidFile.publish(writer);
			}
		}
		finally {
			this.guard.unlock();
		}
	}

	@Override
	public void close() {
		this.guard.lock();
		try {
			this.closed = true;
			this.hold.close();
		}
		finally {
			this.guard.unlock();
		}
	}

}
