package io.workerlifecycle.benchmarks;

/**
 * How the workers of a crowd are run.
 */
enum CrowdKind {

	/** The same application without any, for the differences. */
	NONE,

	/** {@code SmartLifecycle} beans that run a thread each, without supervision. */
	BY_HAND,

	/** Workers on platform threads. */
	PLATFORM,

	/** Workers on virtual threads. */
	VIRTUAL;

	/** Whether this JVM can. */
	boolean isPossible() {
		return this != VIRTUAL || Runtime.version().feature() >= 21;
	}

}
