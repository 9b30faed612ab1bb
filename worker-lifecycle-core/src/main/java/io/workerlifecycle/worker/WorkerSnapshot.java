package io.workerlifecycle.worker;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Everything that was known of a worker at one moment. Immutable; a newer one replaces
 * it.
 *
 * @param name the worker's name
 * @param settings how it is run
 * @param state where it stands
 * @param desired what people want of it
 * @param incarnation which of its lives this is, counted from 1; 0 before the first
 * @param condition what is to be said besides the state
 * @param counts what happened since the application started
 * @param work what its code said of its work
 * @param health what the checks of its health said
 * @param runningSince since when it is {@link WorkerState#RUNNING}, or {@code null} if it
 * is not
 * @param lastFailure the last thing that went wrong, or {@code null} if nothing did
 * @param stack where its thread stood when it was stalled or its time was over, or
 * {@code null} if that did not happen
 * @param history its last transitions, oldest first
 * @since 0.1.0
 */
public record WorkerSnapshot(String name, WorkerSettings settings, WorkerState state, DesiredState desired,
		int incarnation, WorkerCondition condition, WorkerCounts counts, WorkRecord work, HealthRecord health,
		@Nullable Instant runningSince, @Nullable WorkerFailure lastFailure, @Nullable String stack,
		List<WorkerTransition> history) {

	/**
	 * Whether its loop is held by {@link Workers#pause(String)}.
	 * @return true while paused
	 */
	public boolean paused() {
		return this.condition.paused();
	}

	/**
	 * Whether its code said that it does less than it should.
	 * @return true while degraded
	 */
	public boolean degraded() {
		return this.condition.degraded() != null;
	}

	/**
	 * Whether it waits for its next life.
	 * @return true while backing off
	 */
	public boolean backingOff() {
		return this.condition.prospect() instanceof Prospect.BackingOff;
	}

	/**
	 * Whether the supervisor will not start it again by itself.
	 * @return true once given up, until somebody starts it
	 */
	public boolean gaveUp() {
		return this.condition.prospect() instanceof Prospect.GaveUp;
	}

	/**
	 * Whether its work returned and is done.
	 * @return true once completed, until somebody starts it
	 */
	public boolean completed() {
		return this.condition.prospect() instanceof Prospect.Completed;
	}

	/**
	 * Whether its thread lives on although its time to stop is over.
	 * @return true while the supervisor waits no longer for a thread that has not ended
	 */
	public boolean abandoned() {
		return this.condition.prospect() instanceof Prospect.Abandoned;
	}

	/**
	 * Whether it has made no progress within its stall-timeout.
	 * @return true while stalled
	 */
	public boolean stalled() {
		return this.condition.stalledSince() != null;
	}

	/**
	 * Whether its loop is held since its work failed too often in a row.
	 * @return true during a recovery pause
	 */
	public boolean recovering() {
		return this.condition.recoveringUntil() != null;
	}

	/**
	 * When its next life begins.
	 * @return the instant, or {@code null} unless it is backing off
	 */
	public @Nullable Instant restartAt() {
		return (this.condition.prospect() instanceof Prospect.BackingOff backingOff) ? backingOff.restartAt() : null;
	}

	/**
	 * Whether readiness has to wait for it: critical, wanted, and never
	 * {@link WorkerState#RUNNING} yet.
	 * @return true while the application should get no traffic because of it
	 */
	public boolean holdsReadiness() {
		return this.settings.critical() && this.desired == DesiredState.RUNNING && !this.condition.wasRunning();
	}

	WorkerSnapshot with(WorkerSettings value) {
		return new WorkerSnapshot(this.name, value, this.state, this.desired, this.incarnation, this.condition,
				this.counts, this.work, this.health, this.runningSince, this.lastFailure, this.stack, this.history);
	}

	WorkerSnapshot with(DesiredState value) {
		return new WorkerSnapshot(this.name, this.settings, this.state, value, this.incarnation, this.condition,
				this.counts, this.work, this.health, this.runningSince, this.lastFailure, this.stack, this.history);
	}

	WorkerSnapshot with(WorkerCondition value) {
		return new WorkerSnapshot(this.name, this.settings, this.state, this.desired, this.incarnation, value,
				this.counts, this.work, this.health, this.runningSince, this.lastFailure, this.stack, this.history);
	}

	WorkerSnapshot with(WorkerCounts value) {
		return new WorkerSnapshot(this.name, this.settings, this.state, this.desired, this.incarnation, this.condition,
				value, this.work, this.health, this.runningSince, this.lastFailure, this.stack, this.history);
	}

	WorkerSnapshot with(WorkRecord value) {
		return new WorkerSnapshot(this.name, this.settings, this.state, this.desired, this.incarnation, this.condition,
				this.counts, value, this.health, this.runningSince, this.lastFailure, this.stack, this.history);
	}

	WorkerSnapshot with(@Nullable WorkerFailure value) {
		return new WorkerSnapshot(this.name, this.settings, this.state, this.desired, this.incarnation, this.condition,
				this.counts, this.work, this.health, this.runningSince, value, this.stack, this.history);
	}

	WorkerSnapshot with(HealthRecord value) {
		return new WorkerSnapshot(this.name, this.settings, this.state, this.desired, this.incarnation, this.condition,
				this.counts, this.work, value, this.runningSince, this.lastFailure, this.stack, this.history);
	}

	WorkerSnapshot withStack(@Nullable String value) {
		return new WorkerSnapshot(this.name, this.settings, this.state, this.desired, this.incarnation, this.condition,
				this.counts, this.work, this.health, this.runningSince, this.lastFailure, value, this.history);
	}

	WorkerSnapshot withIncarnation(int value) {
		return new WorkerSnapshot(this.name, this.settings, this.state, this.desired, value, this.condition,
				this.counts, this.work, this.health, this.runningSince, this.lastFailure, null, this.history);
	}

	WorkerSnapshot moved(WorkerTransition transition, List<WorkerTransition> newHistory) {
		Instant since = (transition.to() == WorkerState.RUNNING) ? transition.at() : null;
		return new WorkerSnapshot(this.name, this.settings, transition.to(), this.desired, this.incarnation,
				this.condition, this.counts, this.work, this.health, since, this.lastFailure, this.stack, newHistory);
	}

}
