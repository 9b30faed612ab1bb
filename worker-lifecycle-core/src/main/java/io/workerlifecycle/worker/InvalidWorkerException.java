package io.workerlifecycle.worker;

import java.util.List;

/**
 * Thrown at start when a worker cannot be what it was declared to be. The message says
 * what is wrong; the action says how to mend it.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class InvalidWorkerException extends RuntimeException {

	private final String action;

	/**
	 * Creates an exception for what a kind of worker asks for.
	 * @param description what is wrong
	 * @param action what to do about it
	 */
	public InvalidWorkerException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * What to do about it.
	 * @return a sentence for people
	 */
	public String getAction() {
		return this.action;
	}

	static InvalidWorkerException name(String name, WorkerHooks worker) {
		return new InvalidWorkerException(
				"'" + name + "' cannot be the name of the worker " + worker.getClass().getName()
						+ ": a name has letters, digits and '-' only.",
				"Set another name in @BackgroundWorker(name = ...), or rename the bean.");
	}

	static InvalidWorkerException duplicate(WorkerDefinition definition, WorkerDefinition other) {
		return new InvalidWorkerException(
				"Two workers have one name: '" + definition.name() + "' (" + type(definition) + ") and '" + other.name()
						+ "' (" + type(other) + "). Case and dashes do not count.",
				"Give one of them another name, by @BackgroundWorker(name = ...) or the name of its bean.");
	}

	static InvalidWorkerException onlyHooks(String beanName, Class<?> type) {
		return new InvalidWorkerException(
				"The bean '" + beanName + "' (" + type.getName()
						+ ") implements WorkerHooks and nothing that works, so it would never run.",
				"Implement Worker and put the work into run(WorkerContext); or MessageWorker or BatchWorker, with "
						+ "spring-messaging on the class path.");
	}

	static InvalidWorkerException lifecycle(String beanName, Class<?> type) {
		return new InvalidWorkerException(
				"The worker bean '" + beanName + "' (" + type.getName()
						+ ") is itself a Lifecycle, so Spring and the supervisor would both start and stop it.",
				"Implement only Worker: start-up goes into onStartup, clean-up into onShutdown.");
	}

	static InvalidWorkerException async(String beanName, Class<?> type, String method) {
		return new InvalidWorkerException(
				"The method " + method + " of the worker bean '" + beanName + "' (" + type.getName()
						+ ") is @Async, and would return before its work is done.",
				"Remove @Async: a worker has a thread of its own already.");
	}

	static InvalidWorkerException circle(String circle) {
		return new InvalidWorkerException("Workers start after each other in a circle: " + circle + ".",
				"Take one of them out of the 'after' of the one before it.");
	}

	static InvalidWorkerException unknownAfter(WorkerDefinition definition, String name, List<String> names) {
		return new InvalidWorkerException(
				"The worker '" + definition.name() + "' (" + type(definition) + ") starts after '" + name
						+ "', and there is no such worker. There are: " + String.join(", ", names) + ".",
				"Name one of them in its 'after', or none.");
	}

	static InvalidWorkerException laterPhase(WorkerDefinition definition, WorkerDefinition target) {
		return new InvalidWorkerException(
				"The worker '" + definition.name() + "' is in phase " + definition.settings().phase()
						+ " and starts after '" + target.name() + "', which is in phase " + target.settings().phase()
						+ " and so is told to start later.",
				"Give '" + target.name() + "' the same phase or a lower one, or '" + definition.name()
						+ "' a higher one.");
	}

	static InvalidWorkerException notEnded(String name) {
		return new InvalidWorkerException("The worker '" + name + "' was removed, and its thread has not ended yet.",
				"Wait until Workers.find(name) is empty before you add it again.");
	}

	/**
	 * A value of the configuration that cannot be.
	 * @param name the name of the worker
	 * @param type its class
	 * @param cause says which value, where it stands and why it cannot be
	 * @return the exception
	 */
	public static InvalidWorkerException settings(String name, Class<?> type, IllegalArgumentException cause) {
		return new InvalidWorkerException(
				"The worker '" + name + "' (" + type.getName() + ") cannot be run as configured: " + cause.getMessage(),
				"Change the value in @BackgroundWorker or below worker-lifecycle.workers." + name
						+ " or worker-lifecycle.worker-defaults.");
	}

	private static String type(WorkerDefinition definition) {
		return definition.worker().getClass().getName();
	}

}
