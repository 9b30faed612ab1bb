package io.workerlifecycle.job;

import java.time.ZoneId;

import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * What a job is, and how it is to run: one value, replaced as a whole.
 *
 * @param declaration what code says of it
 * @param override what was said at run time, and wins over everything
 * @param attributes all that is said, with its places
 * @param settings what that comes to
 */
record JobPlan(JobDeclaration declaration, JobAttributes override, JobAttributes attributes, JobSettings settings) {

	/**
	 * Makes a plan.
	 * @throws InvalidJobException if it cannot be
	 */
	static JobPlan of(JobDeclaration declaration, JobAttributes override, JobSettingsResolver resolver) {
		return of(declaration, override, resolver, new KnownSettings());
	}

	/**
	 * Makes the plan of a job of which nothing was said at run time.
	 * @param known the settings of others
	 * @throws InvalidJobException if it cannot be
	 */
	static JobPlan of(JobDeclaration declaration, JobSettingsResolver resolver, KnownSettings known) {
		return of(declaration, JobAttributes.NONE, resolver, known);
	}

	private static JobPlan of(JobDeclaration declaration, JobAttributes override, JobSettingsResolver resolver,
			KnownSettings known) {
		JobAttributes attributes = override.over(resolver.resolve(declaration));
		return new JobPlan(declaration, override, attributes,
				known.of(declaration.name().toString(), attributes, ZoneId.systemDefault()));
	}

	JobPlan resolvedBy(JobSettingsResolver resolver) {
		return of(this.declaration, this.override, resolver);
	}

	JobPlan with(JobAttributes newOverride, JobSettingsResolver resolver) {
		return of(this.declaration, newOverride, resolver);
	}

	JobPlan with(JobDeclaration anew) {
		return new JobPlan(anew, this.override, this.attributes, this.settings);
	}

	/** The same for a job whose name is written otherwise. */
	JobPlan written(RelaxedName name) {
		return new JobPlan(this.declaration.written(name), this.override, this.attributes, this.settings);
	}

	boolean firesLike(@Nullable JobPlan other) {
		return other != null && this.settings.firesLike(other.settings);
	}

}
