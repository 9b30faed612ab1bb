package io.workerlifecycle.job;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The beats of cron triggers in use, one for all triggers that are equal. A beat that no
 * job has is forgotten.
 */
final class SharedCrons {

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. The key of an entry lives as long as its beat. */
	private final Map<JobTrigger.Cron, WeakReference<CronBeat>> beats = new WeakHashMap<>();

	CronBeat get(JobTrigger.Cron trigger, TimeSource time) {
		this.lock.lock();
		try {
			CronBeat known = known(trigger);
			return (known != null) ? known : create(trigger, time);
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable CronBeat known(JobTrigger.Cron trigger) {
		WeakReference<CronBeat> reference = this.beats.get(trigger);
		return (reference != null) ? reference.get() : null;
	}

	private CronBeat create(JobTrigger.Cron trigger, TimeSource time) {
		CronBeat beat = new CronBeat(trigger, time);
		// The map would keep the key of the beat that is gone.
		this.beats.remove(trigger);
		this.beats.put(trigger, new WeakReference<>(beat));
		return beat;
	}

}
