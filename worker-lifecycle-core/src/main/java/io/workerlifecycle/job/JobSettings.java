package io.workerlifecycle.job;

/**
 * How a job is to run: what its annotation, the properties and the defaults came to.
 *
 * @param trigger when it fires
 * @param enabled whether it fires at all, but by hand
 * @param firing what else is to be said of its firings
 * @param execution how long an execution may take, and how often it tries
 * @param watch what people see of it
 * @param description what the job does, in words for people; may be empty
 * @since 0.1.0
 */
public record JobSettings(JobTrigger trigger, boolean enabled, FiringSettings firing, ExecutionSettings execution,
		WatchSettings watch, String description) {

	/**
	 * Whether anything but a hand makes this job fire.
	 * @return false for a disabled job
	 */
	public boolean firesByItself() {
		return this.enabled && !(this.trigger instanceof JobTrigger.Disabled);
	}

	/**
	 * Whether the same schedule comes of both, so that a job that fires needs no new one.
	 */
	boolean firesLike(JobSettings other) {
		return this.enabled == other.enabled && this.trigger.equals(other.trigger) && this.firing.equals(other.firing);
	}

}
