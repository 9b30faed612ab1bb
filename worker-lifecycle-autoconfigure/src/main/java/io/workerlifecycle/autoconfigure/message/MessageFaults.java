package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.worker.InvalidWorkerException;

/**
 * What can be wrong with a message worker, in words for people, with the way out.
 *
 * @param worker the worker as an error names it
 * @param properties the prefix of its properties
 */
record MessageFaults(String worker, String properties) {

	static MessageFaults of(MessageDeclaration worker) {
		return of(worker.name(), worker.type());
	}

	static MessageFaults of(String name, Class<?> type) {
		return new MessageFaults("'" + name + "' (" + type.getName() + ")",
				"worker-lifecycle.workers." + RelaxedName.of(name).dashed());
	}

	InvalidWorkerException severalForms(List<String> forms) {
		return fault(
				"The worker " + this.worker + " implements " + String.join(" and ", forms)
						+ ", so it is not clear how it works.",
				"Implement one of them, and make another bean of the rest.");
	}

	InvalidWorkerException noMessageWorker(List<String> attributes) {
		return fault(
				"The worker " + this.worker + " is no message worker, but its @BackgroundWorker has "
						+ String.join(", ", attributes) + ".",
				"Implement MessageWorker or BatchWorker instead of Worker, or remove that.");
	}

	InvalidWorkerException noChannel(List<String> channels) {
		return fault("The message worker " + this.worker + " has no channel to take messages from.", "Name one in "
				+ this.properties + ".channel or in @BackgroundWorker(channel = ...). " + pollable(channels));
	}

	InvalidWorkerException missingChannel(String name, List<String> channels) {
		return fault(
				"The message worker " + this.worker + " takes messages from the channel '" + name
						+ "', and there is no bean of that name.",
				"Name another one in " + this.properties + ".channel or in @BackgroundWorker(channel = ...). "
						+ pollable(channels));
	}

	InvalidWorkerException unpollableChannel(String name, Object bean, List<String> channels) {
		return fault(
				"The message worker " + this.worker + " takes messages from '" + name + "', but that bean is a "
						+ bean.getClass().getName() + ", which is no PollableChannel.",
				"Make it one, such as a QueueChannel, or name another one in " + this.properties + ".channel. "
						+ pollable(channels));
	}

	InvalidWorkerException severalChannels(String name) {
		return fault(
				"The message worker " + this.worker + " uses the channel '" + name
						+ "', and that bean is no singleton: " + "everybody who asks for it gets another one.",
				"Remove the scope of the bean '" + name + "'.");
	}

	InvalidWorkerException missingDeadLetterChannel(String name, List<String> channels) {
		return fault(
				"The message worker " + this.worker + " sends what it cannot process to the channel '" + name
						+ "', and there is no MessageChannel bean of that name.",
				"Name another one in " + this.properties + ".dead-letter-channel, or none. The MessageChannel beans "
						+ "are: " + listed(channels) + ".");
	}

	InvalidWorkerException ownDeadLetterChannel(String name) {
		return fault(
				"The message worker " + this.worker + " takes messages from '" + name
						+ "' and sends what it cannot process there too, so it would get it again and again.",
				"Name another channel in " + this.properties + ".dead-letter-channel.");
	}

	InvalidWorkerException cannotDegrade(List<String> failures) {
		return fault(
				"The message worker " + this.worker + " is degraded by " + String.join(", ", failures)
						+ ", but does not override processDegraded, so the same message would fail again.",
				"Override processDegraded, or remove degrade-on.");
	}

	InvalidWorkerException unknownTransactionManager(String name, List<String> managers) {
		return fault(
				"The message worker " + this.worker + " takes messages in transactions of '" + name
						+ "', and there is no PlatformTransactionManager bean of that name.",
				"Name another one in " + this.properties + ".transaction-manager, or none. The transaction managers "
						+ "are: " + listed(managers) + ".");
	}

	InvalidWorkerException foreignTransactions(String channel, String name) {
		return fault(
				"The message worker " + this.worker + " takes messages from '" + channel + "' in transactions of '"
						+ name + "', and that channel takes no part in them: what they undo would be lost.",
				"Set " + this.properties + ".transaction-manager to one for the database of the channel, or to "
						+ "nothing, which leaves it to the channel.");
	}

	private static InvalidWorkerException fault(String description, String action) {
		return new InvalidWorkerException(description, action);
	}

	private static String pollable(List<String> channels) {
		return "The PollableChannel beans are: " + listed(channels) + ".";
	}

	private static String listed(List<String> names) {
		return names.isEmpty() ? "none" : String.join(", ", names);
	}

}
