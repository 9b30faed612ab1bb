package io.workerlifecycle.job;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * The moments of all jobs, with the number of their last change. For use under a lock of
 * the caller.
 */
final class JobMoments {

	private final Map<RelaxedName, JobMoment> moments;

	private long revision;

	JobMoments(Map<RelaxedName, JobMoment> moments) {
		this.moments = new LinkedHashMap<>(moments);
	}

	long revision() {
		return this.revision;
	}

	@Nullable JobMoment get(RelaxedName job) {
		return this.moments.get(job);
	}

	Map<RelaxedName, JobMoment> copy() {
		return new LinkedHashMap<>(this.moments);
	}

	void change(RelaxedName job, UnaryOperator<JobMoment> change) {
		if (!RelaxedName.isLegal(job.toString())) {
			throw new IllegalArgumentException("'" + job + "' is not the name of a job");
		}
		JobMoment old = this.moments.getOrDefault(job, JobMoment.NONE);
		put(job, old, change.apply(old));
	}

	/** Drops what is older than a limit, but of these jobs. */
	void drop(Instant limit, Collection<RelaxedName> except) {
		Set<RelaxedName> kept = new HashSet<>(except);
		if (this.moments.entrySet()
			.removeIf((entry) -> entry.getValue().isBefore(limit) && !kept.contains(entry.getKey()))) {
			this.revision++;
		}
	}

	private void put(RelaxedName job, JobMoment old, JobMoment changed) {
		if (changed.equals(old)) {
			return;
		}
		this.revision++;
		if (changed.equals(JobMoment.NONE)) {
			this.moments.remove(job);
		}
		else {
			this.moments.put(job, changed);
		}
	}

}
