package io.workerlifecycle.autoconfigure.status;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an application at one moment. Immutable; a newer one replaces it.
 *
 * @param state where it stands
 * @param health its health as it was last looked at, {@code null} if it never was
 * @param workers its workers, {@code null} if there are none
 * @param reload how the latest reload ended, {@code null} if there was none
 */
record StatusReport(ProcessState state, @Nullable String health, @Nullable Workers workers,
		@Nullable ReloadResult reload) {

	static final StatusReport STARTING = new StatusReport(ProcessState.STARTING, null, null, null);

	StatusReport with(ProcessState other) {
		// What closes does nothing else any more.
		ProcessState next = (this.state == ProcessState.STOPPING) ? this.state : other;
		return new StatusReport(next, this.health, this.workers, this.reload);
	}

	StatusReport with(String other) {
		return new StatusReport(this.state, other, this.workers, this.reload);
	}

	StatusReport with(Workers others) {
		return new StatusReport(this.state, this.health, others, this.reload);
	}

	StatusReport with(ReloadResult other) {
		return new StatusReport(this.state, this.health, this.workers, other);
	}

	Map<StatusKey, String> values() {
		Map<StatusKey, String> values = new EnumMap<>(StatusKey.class);
		values.put(StatusKey.STATE, this.state.name());
		if (this.health != null) {
			values.put(StatusKey.HEALTH, this.health);
		}
		if (this.workers != null) {
			List<WorkerSnapshot> all = this.workers.list();
			long running = all.stream().filter((worker) -> worker.state() == WorkerState.RUNNING).count();
			values.put(StatusKey.WORKERS_RUNNING, Long.toString(running));
			values.put(StatusKey.WORKERS_TOTAL, Integer.toString(all.size()));
		}
		if (this.reload != null) {
			values.putAll(values(this.reload));
		}
		return values;
	}

	private static Map<StatusKey, String> values(ReloadResult reload) {
		Map<StatusKey, String> values = new EnumMap<>(StatusKey.class);
		values.put(StatusKey.RELOAD_OUTCOME, reload.outcome().name());
		values.put(StatusKey.RELOAD_TIME, reload.time().toString());
		if (reload.reason() != null) {
			values.put(StatusKey.RELOAD_REASON, reload.reason());
		}
		return values;
	}

}
