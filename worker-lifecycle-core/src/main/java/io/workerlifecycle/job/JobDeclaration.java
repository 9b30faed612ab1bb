package io.workerlifecycle.job;

import io.workerlifecycle.name.RelaxedName;

/**
 * A job as an annotation, a property or code declares it.
 *
 * @since 0.1.0
 */
public final class JobDeclaration {

	private final RelaxedName name;

	private final JobSource source;

	private final JobMethod method;

	private final JobAttributes attributes;

	JobDeclaration(RelaxedName name, String beanName, JobMethod method, JobAttributes attributes) {
		this(name, new JobSource.Annotation(beanName), method, attributes);
	}

	JobDeclaration(RelaxedName name, JobSource source, JobMethod method, JobAttributes attributes) {
		this.name = name;
		this.source = source;
		this.method = method;
		this.attributes = attributes;
	}

	/**
	 * Declares a job without an annotation. Everything else that is said of it stands in
	 * properties.
	 * @param name the name of the job
	 * @param method what it does
	 * @return the job
	 * @throws InvalidJobException if there is no such method, or it cannot be a job
	 */
	public static JobDeclaration of(RelaxedName name, NamedMethod method) {
		return new JobDeclaration(name, new JobSource.Properties(method.beanName(), method.place()), method.find(name),
				JobAttributes.NONE);
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

	JobSource source() {
		return this.source;
	}

	/** The same under the same name, written otherwise. */
	JobDeclaration written(RelaxedName otherwise) {
		return new JobDeclaration(otherwise, this.source, this.method, this.attributes);
	}

	/** Whether a bean has it, and not code that adds it at run time. */
	boolean isOfABean() {
		return !(this.source instanceof JobSource.Code);
	}

	/** Whether the other is the same method of the same bean, made once more. */
	boolean isAnewOf(JobDeclaration other) {
		return this.source instanceof JobSource.Annotation && this.source.equals(other.source)
				&& this.method.method().equals(other.method.method());
	}

	/**
	 * Checks that properties may define a job of this name: where code has added one,
	 * that stays.
	 * @throws InvalidJobException if an annotation declares it
	 */
	void yieldTo(JobDeclaration defined) {
		if (!(this.source instanceof JobSource.Code)) {
			throw defined.sameNameAs(this);
		}
	}

	InvalidJobException sameNameAs(JobDeclaration present) {
		boolean defined = this.source instanceof JobSource.Properties || present.source instanceof JobSource.Properties;
		return new InvalidJobException(
				"Two jobs have the name '" + this.name + "' (case and dashes do not count): '" + present.name + "' of "
						+ present + " and '" + this.name + "' of " + this + ".",
				defined ? "Remove bean and method from the properties, which then say how the other job runs, or write "
						+ "them below another name." : "Give one of them another name: @BackgroundJob(name = \"…\").");
	}

	void requireAnewOf(JobDeclaration present) {
		if (!isAnewOf(present)) {
			throw sameNameAs(present);
		}
	}

	@Override
	public String toString() {
		return this.method + " (" + this.source + ")";
	}

}
