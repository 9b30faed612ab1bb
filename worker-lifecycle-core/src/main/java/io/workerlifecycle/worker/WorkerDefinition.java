package io.workerlifecycle.worker;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * A worker to be supervised.
 *
 * @param name its name, of letters, digits and {@code -}
 * @param worker its code
 * @param annotation what its code says of itself, or {@code null} if it says nothing
 * @param settings how it is run at first
 * @since 0.1.0
 */
public record WorkerDefinition(String name, Worker worker, @Nullable BackgroundWorker annotation,
		WorkerSettings settings) {

	/**
	 * A worker whose code says nothing of itself.
	 * @param name its name, of letters, digits and {@code -}
	 * @param worker its code
	 * @param settings how it is run at first
	 */
	public WorkerDefinition(String name, Worker worker, WorkerSettings settings) {
		this(name, worker, null, settings);
	}

	/**
	 * A worker that is run as somebody decides.
	 * @throws InvalidWorkerException if it cannot be run so
	 */
	static WorkerDefinition of(String name, Worker worker, @Nullable BackgroundWorker annotation,
			WorkerSettingsResolver resolver) {
		try {
			return new WorkerDefinition(name, worker, annotation, resolver.resolve(name, annotation));
		}
		catch (IllegalArgumentException ex) {
			throw InvalidWorkerException.settings(name, AopUtils.getTargetClass(worker), ex);
		}
	}

	/**
	 * The same worker, run as somebody else decides.
	 * @throws InvalidWorkerException if it cannot be run so
	 */
	WorkerDefinition resolvedBy(WorkerSettingsResolver resolver) {
		return of(this.name, this.worker, this.annotation, resolver);
	}

	WorkerDefinition with(WorkerSettings value) {
		return new WorkerDefinition(this.name, this.worker, this.annotation, value);
	}

}
