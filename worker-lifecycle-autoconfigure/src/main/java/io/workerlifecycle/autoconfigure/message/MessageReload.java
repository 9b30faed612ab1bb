package io.workerlifecycle.autoconfigure.message;

import java.util.LinkedHashMap;
import java.util.Map;

import io.workerlifecycle.autoconfigure.reload.PreparedReload;
import io.workerlifecycle.autoconfigure.reload.ReloadParticipant;
import io.workerlifecycle.message.MessagePlan;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Takes the message workers along in a reload: each takes its next messages as the new
 * properties say, or all go on as before. Channels and concurrency are for the next life
 * of a worker, and people are told.
 */
final class MessageReload implements ReloadParticipant {

	private final MessageWorkers workers;

	MessageReload(MessageWorkers workers) {
		this.workers = workers;
	}

	@Override
	public PreparedReload prepare(ConfigurableEnvironment next) {
		MessagePlanner planner = this.workers.planner().in(next);
		Map<AdaptedWorker, MessagePlan> plans = new LinkedHashMap<>();
		this.workers.adapted().forEach((worker) -> plans.put(worker, planner.plan(worker.declaration())));
		return new Prepared(plans);
	}

	/**
	 * Plans of all message workers, found to be good.
	 */
	private static final class Prepared implements PreparedReload {

		private final Map<AdaptedWorker, MessagePlan> next;

		/** Used on the thread of the reload only. */
		private final Map<AdaptedWorker, MessagePlan> before = new LinkedHashMap<>();

		private Prepared(Map<AdaptedWorker, MessagePlan> next) {
			this.next = next;
		}

		@Override
		public void apply() {
			this.next.forEach((worker, plan) -> {
				this.before.put(worker, worker.plan());
				worker.plan(plan);
			});
			this.next.forEach((worker, plan) -> KeptLanes.tell(worker.name(), worker.loop().heldPlan(), plan));
		}

		@Override
		public void undo() {
			this.before.forEach(AdaptedWorker::plan);
		}

	}

}
