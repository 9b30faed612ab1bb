package io.workerlifecycle.autoconfigure.message;

import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.autoconfigure.process.StartNotes;
import io.workerlifecycle.message.MessagePlan;

/**
 * Says in the plan of a start where message workers take their messages from, and what of
 * them may be lost.
 */
final class MessageStartNotes implements StartNotes {

	private final MessageWorkers workers;

	MessageStartNotes(MessageWorkers workers) {
		this.workers = workers;
	}

	@Override
	public List<String> of(String worker) {
		return this.workers.adapted()
			.filter((each) -> each.name().equals(worker))
			.flatMap((each) -> of(each.plan()).stream())
			.toList();
	}

	private static List<String> of(MessagePlan plan) {
		List<String> notes = new ArrayList<>();
		notes.add("takes messages from " + joined(plan.settings().channels()) + " with concurrency "
				+ plan.settings().concurrency());
		if (plan.settings().deadLetterChannel() != null) {
			notes.add("dead letters to '" + plan.settings().deadLetterChannel() + "'");
		}
		ForgetfulSources forgetful = new ForgetfulSources(plan);
		if (!forgetful.names().isEmpty()) {
			notes.add("loses what it holds " + (forgetful.areAll() ? "" : "of " + joined(forgetful.names()) + " ")
					+ "at a crash");
		}
		return notes;
	}

	private static String joined(List<String> channels) {
		return "'" + String.join("' and '", channels) + "'";
	}

}
