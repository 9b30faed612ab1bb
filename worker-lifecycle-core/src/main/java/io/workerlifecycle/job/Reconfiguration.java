package io.workerlifecycle.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of jobs under new properties, worked out as a whole before any of it is
 * done. What was said at run time stays: who was added then is not replaced, and who was
 * removed then does not come back as long as properties go on to define it.
 *
 * @param going those that no property defines any more
 * @param changing those that stay, with their new plans
 * @param coming the plans of those that are new
 */
record Reconfiguration(List<Job> going, Map<Job, JobPlan> changing, List<JobPlan> coming) {

	/**
	 * Works it out.
	 * @param present those who are there
	 * @param before the names that properties defined so far
	 * @param next what properties say now
	 * @throws InvalidJobException if one of them cannot be
	 */
	static Reconfiguration of(Map<RelaxedName, Job> present, Set<RelaxedName> before, ConfiguredJobs next) {
		Map<RelaxedName, JobDeclaration> defined = byName(next.declarations());
		Reconfiguration result = new Reconfiguration(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
		for (Job job : present.values()) {
			result.add(job, defined.get(job.name()), next.resolver());
		}
		defined.forEach((name, declaration) -> {
			if (!present.containsKey(name) && !before.contains(name)) {
				result.coming.add(JobPlan.of(declaration, JobAttributes.NONE, next.resolver()));
			}
		});
		return result;
	}

	static Set<RelaxedName> names(Collection<JobDeclaration> declarations) {
		return Set.copyOf(byName(declarations).keySet());
	}

	private void add(Job job, @Nullable JobDeclaration defined, JobSettingsResolver resolver) {
		JobPlan plan = job.plan();
		if (!(plan.declaration().source() instanceof JobSource.Properties)) {
			if (defined != null) {
				plan.declaration().yieldTo(defined);
			}
			this.changing.put(job, plan.resolvedBy(resolver));
		}
		else if (defined != null) {
			this.changing.put(job, JobPlan.of(defined, plan.override(), resolver));
		}
		else {
			this.going.add(job);
		}
	}

	private static Map<RelaxedName, JobDeclaration> byName(Collection<JobDeclaration> declarations) {
		Map<RelaxedName, JobDeclaration> result = new LinkedHashMap<>();
		for (JobDeclaration declaration : declarations) {
			JobDeclaration other = result.putIfAbsent(declaration.name(), declaration);
			if (other != null) {
				throw declaration.sameNameAs(other);
			}
		}
		return result;
	}

}
