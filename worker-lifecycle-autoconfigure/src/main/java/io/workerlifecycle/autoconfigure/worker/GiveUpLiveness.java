package io.workerlifecycle.autoconfigure.worker;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;

import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerTransition;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Calls the application broken while a worker has given up whose action that is: from
 * {@link ApplicationReadyEvent} on, since Spring Boot calls it correct during the start,
 * until the last of them is {@link WorkerState#RUNNING} again or removed. What others
 * have said of liveness since is not taken back.
 * <p>
 * Listeners of the application hear of it on a thread of their own.
 */
final class GiveUpLiveness implements WorkerObserver, ApplicationListener<ApplicationReadyEvent> {

	private final ConfigurableApplicationContext context;

	private final Executor line;

	/** Whose action it was when they gave up; used where observers are told only. */
	private final Set<String> concerned = new HashSet<>();

	/** Who has given up; used on the line only. */
	private final Set<String> broken = new HashSet<>();

	/** Whether Spring Boot has said all it says at start; used on the line only. */
	private boolean ready;

	/** What was said last, while it holds; used on the line only. */
	private @Nullable AvailabilityChangeEvent<LivenessState> said;

	/**
	 * Creates the action of an application that is not ready.
	 * @param context the application
	 * @param line runs what it is handed one by one, in order
	 */
	GiveUpLiveness(ConfigurableApplicationContext context, Executor line) {
		this.context = context;
		this.line = line;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.line.execute(() -> {
				this.ready = true;
				tell();
			});
		}
	}

	@Override
	public void gaveUp(WorkerSnapshot worker) {
		if (worker.settings().onGiveUp() == GiveUpAction.LIVENESS) {
			this.concerned.add(worker.name());
			this.line.execute(() -> {
				this.broken.add(worker.name());
				tell();
			});
		}
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		if (transition.to() == WorkerState.RUNNING) {
			mend(worker);
		}
	}

	@Override
	public void removed(WorkerSnapshot worker) {
		mend(worker);
	}

	/** Whatever its action is by now: another may be configured since it gave up. */
	private void mend(WorkerSnapshot worker) {
		if (this.concerned.remove(worker.name())) {
			this.line.execute(() -> {
				this.broken.remove(worker.name());
				tell();
			});
		}
	}

	private void tell() {
		AvailabilityChangeEvent<LivenessState> before = this.said;
		if (!this.ready || this.broken.isEmpty() == (before == null) || !this.context.isActive()) {
			return;
		}
		if (before == null) {
			this.said = new AvailabilityChangeEvent<>(this.context, LivenessState.BROKEN);
			this.context.publishEvent(this.said);
		}
		else {
			this.said = null;
			if (isLast(before)) {
				AvailabilityChangeEvent.publish(this.context, LivenessState.CORRECT);
			}
		}
	}

	private boolean isLast(AvailabilityChangeEvent<LivenessState> event) {
		ApplicationAvailability availability = this.context.getBeanProvider(ApplicationAvailability.class)
			.getIfAvailable();
		return availability == null || availability.getLastChangeEvent(LivenessState.class) == event;
	}

}
