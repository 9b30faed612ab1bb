package io.workerlifecycle.job;

import io.workerlifecycle.name.RelaxedName;

/**
 * A job as an annotation declares it.
 *
 * @since 0.1.0
 */
public final class JobDeclaration {

	private final RelaxedName name;

	private final String beanName;

	private final JobMethod method;

	private final JobAttributes attributes;

	JobDeclaration(RelaxedName name, String beanName, JobMethod method, JobAttributes attributes) {
		this.name = name;
		this.beanName = beanName;
		this.method = method;
		this.attributes = attributes;
	}

	/**
	 * The name of the job.
	 * @return the name
	 */
	public RelaxedName name() {
		return this.name;
	}

	/**
	 * What the annotation says.
	 * @return the attributes, placeholders resolved
	 */
	public JobAttributes attributes() {
		return this.attributes;
	}

	JobMethod method() {
		return this.method;
	}

	String beanName() {
		return this.beanName;
	}

	/** Whether the other is the same method of the same bean, made once more. */
	boolean isAnewOf(JobDeclaration other) {
		return this.beanName.equals(other.beanName) && this.method.method().equals(other.method.method());
	}

	@Override
	public String toString() {
		return this.method + " (bean '" + this.beanName + "')";
	}

}
