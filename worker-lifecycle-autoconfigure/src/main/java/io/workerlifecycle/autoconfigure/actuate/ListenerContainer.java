package io.workerlifecycle.autoconfigure.actuate;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * A container of the application's own message listeners. Its library starts it, stops it
 * and brings it back after a failure; here it is only shown, and commanded by people.
 */
interface ListenerContainer {

	/**
	 * What its library or the application calls it.
	 */
	String id();

	/**
	 * Of which library it is, as in {@code kafka-listener}.
	 */
	String kind();

	/**
	 * The container itself.
	 */
	SmartLifecycle lifecycle();

	/**
	 * Whether it should run, as far as its library knows: false when it was stopped on
	 * purpose.
	 */
	boolean isWanted();

	/**
	 * Whether all of it runs while it does.
	 */
	default boolean isWhole() {
		return true;
	}

	/**
	 * How it is paused, or {@code null} where its library cannot do that.
	 */
	default @Nullable Pausing pausing() {
		return null;
	}

	/**
	 * What it can be told to do.
	 */
	default Set<WorkerAction> actions() {
		return (pausing() != null) ? EnumSet.allOf(WorkerAction.class)
				: EnumSet.of(WorkerAction.START, WorkerAction.STOP, WorkerAction.RESTART);
	}

	/**
	 * Takes nothing new while it runs.
	 */
	interface Pausing {

		boolean isPaused();

		void pause();

		void resume();

	}

}
