package io.workerlifecycle.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What outlives the process about jobs: up to when the firings of each are accounted for,
 * and which are paused. One process, and in it one caller, has the file.
 * <p>
 * Safe for use by several threads. A method that changes something returns when that is
 * on disk; callers that wait at the same time share one write, which one of them does. An
 * interrupt does not end the wait, and keeps its flag.
 */
final class JobStateFile implements AutoCloseable {

	/** How long a name that is no job any more is remembered. */
	static final Duration MEMORY = Duration.ofDays(31);

	private static final Log logger = LogFactory.getLog(JobStateFile.class);

	private final ReentrantLock guard = new ReentrantLock();

	private final Condition writeEnded = this.guard.newCondition();

	private final JobStatePlace place;

	private final StateWriter writer;

	private final TimeSource time;

	/** Guarded by the guard. */
	private final JobMoments moments;

	/** What stands in the file; guarded by the guard. */
	private long writtenRevision;

	/** The write that gathers callers; guarded by the guard. */
	private Write next = new Write();

	/** Guarded by the guard. */
	private Phase phase = Phase.IDLE;

	/** Whether someone was told of the outage that lasts; guarded by the guard. */
	private boolean outageTold;

	JobStateFile(JobStatePlace place, StateWriter writer, TimeSource time) {
		this.place = place;
		this.writer = writer;
		this.time = time;
		this.moments = new JobMoments(place.moments());
	}

	/**
	 * Takes the file for the caller alone. One that cannot be read is set aside with a
	 * warning, and all is forgotten.
	 * @throws InvalidJobException if the place cannot carry such a file
	 */
	static JobStateOpening open(Path path, TimeSource time) {
		return JobStatePlace.open(path, time);
	}

	/** What is known of a job, written or not; null if nothing is. */
	@Nullable JobMoment moment(RelaxedName job) {
		this.guard.lock();
		try {
			return this.moments.get(job);
		}
		finally {
			this.guard.unlock();
		}
	}

	/** The firings of a job are accounted for up to an instant; never moves back. */
	void account(RelaxedName job, Instant until) throws JobStateWriteException {
		change((moments) -> moments.change(job, (moment) -> moment.accounted(until)));
	}

	/** The same for several jobs, with one write. */
	void account(Collection<RelaxedName> jobs, Instant until) throws JobStateWriteException {
		change((moments) -> jobs.forEach((job) -> moments.change(job, (moment) -> moment.accounted(until))));
	}

	void pause(RelaxedName job) throws JobStateWriteException {
		Instant now = this.time.now();
		change((moments) -> moments.change(job, (moment) -> moment.paused(now)));
	}

	void resume(RelaxedName job) throws JobStateWriteException {
		change((moments) -> moments.change(job, JobMoment::resumed));
	}

	void forget(RelaxedName job) throws JobStateWriteException {
		change((moments) -> moments.change(job, (moment) -> JobMoment.NONE));
	}

	/** Nobody keeps account of the firings of a job any more. */
	void unaccount(RelaxedName job) throws JobStateWriteException {
		change((moments) -> moments.change(job, (moment) -> new JobMoment(null, moment.pausedSince())));
	}

	/** Forgets all but these jobs, when nothing was heard of them for a long time. */
	void forgetOthers(Collection<RelaxedName> jobs) throws JobStateWriteException {
		Instant limit = this.time.now().minus(MEMORY);
		change((moments) -> moments.drop(limit, jobs));
	}

	/**
	 * Tries once more to write what a failed write left, and gives the file back. Changes
	 * that come later fail.
	 */
	@Override
	public void close() {
		this.guard.lock();
		try {
			while (this.phase == Phase.WRITING) {
				this.writeEnded.awaitUninterruptibly();
			}
			if (this.phase == Phase.IDLE) {
				writeRest();
				this.phase = Phase.CLOSED;
				this.place.hold().close();
			}
		}
		finally {
			this.guard.unlock();
		}
	}

	private void writeRest() {
		if (this.writtenRevision == this.moments.revision()) {
			return;
		}
		Write last = this.next;
		write();
		if (last.result != null && last.result.failure() != null) {
			logger.warn(notWritten(last.result.failure()) + " Its last changes are lost.");
		}
	}

	private void change(Consumer<JobMoments> change) throws JobStateWriteException {
		this.guard.lock();
		try {
			change.accept(this.moments);
			if (this.writtenRevision != this.moments.revision()) {
				awaitWrite(this.next);
			}
		}
		finally {
			this.guard.unlock();
		}
	}

	/** The first that finds no write under way does the next one for all that wait. */
	private void awaitWrite(Write joined) throws JobStateWriteException {
		while (joined.result == null && this.phase != Phase.CLOSED) {
			if (this.phase == Phase.WRITING) {
				this.writeEnded.awaitUninterruptibly();
			}
			else {
				write();
			}
		}
		IOException failure = (joined.result != null) ? joined.result.failure() : new IOException("It is closed");
		if (failure != null) {
			boolean first = !this.outageTold;
			this.outageTold = true;
			throw new JobStateWriteException(notWritten(failure), failure, first);
		}
	}

	/** Gives the guard up while it writes; others gather for the next write meanwhile. */
	private void write() {
		Write current = this.next;
		this.next = new Write();
		this.phase = Phase.WRITING;
		long revision = this.moments.revision();
		Map<RelaxedName, JobMoment> content = this.moments.copy();
		Result result = new Result(new IOException("The write was cut off"));
		this.guard.unlock();
		try {
			result = attempt(content);
		}
		finally {
			this.guard.lock();
			end(current, revision, result);
		}
	}

	private Result attempt(Map<RelaxedName, JobMoment> content) {
		try {
			this.writer.write(JobStateText.of(content));
			return new Result(null);
		}
		catch (IOException ex) {
			return new Result(ex);
		}
		catch (RuntimeException ex) {
			return new Result(new IOException(ex));
		}
	}

	private void end(Write write, long revision, Result result) {
		write.result = result;
		this.phase = Phase.IDLE;
		if (result.failure() == null) {
			this.writtenRevision = revision;
			this.outageTold = false;
		}
		this.writeEnded.signalAll();
	}

	private String notWritten(IOException failure) {
		return "The job state file " + this.place.path() + " cannot be written: " + JobStatePlace.reason(failure) + ".";
	}

	private enum Phase {

		IDLE, WRITING, CLOSED

	}

	private record Result(@Nullable IOException failure) {
	}

	private static final class Write {

		/** Null until it has ended; guarded by the guard of the file. */
		private @Nullable Result result;

	}

}
