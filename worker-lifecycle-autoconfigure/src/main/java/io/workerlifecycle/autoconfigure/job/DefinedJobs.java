package io.workerlifecycle.autoconfigure.job;

import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import io.workerlifecycle.autoconfigure.properties.NamedProperties;
import io.workerlifecycle.job.InvalidJobException;
import io.workerlifecycle.job.JobDeclaration;
import io.workerlifecycle.job.NamedMethod;
import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.StringUtils;

/**
 * Finds the jobs that properties alone define, by a bean of the application's own context
 * and a method of it.
 */
final class DefinedJobs {

	private static final String PREFIX = "worker-lifecycle.jobs.";

	private final ConfigurableListableBeanFactory beans;

	DefinedJobs(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	List<JobDeclaration> read(NamedProperties<JobProperties> properties) {
		List<JobDeclaration> jobs = new ArrayList<>();
		for (RelaxedName name : properties.namesWith(JobProperties.OWN_KEYS)) {
			checkName(name);
			BoundProperties<JobProperties> bound = properties.bind(name);
			boolean hasBean = StringUtils.hasText(bound.value().bean());
			if (hasBean != StringUtils.hasText(bound.value().method())) {
				throw half(name, bound, hasBean ? "bean" : "method", hasBean ? "method" : "bean");
			}
			if (hasBean) {
				jobs.add(declaration(name, bound));
			}
		}
		return jobs;
	}

	private JobDeclaration declaration(RelaxedName name, BoundProperties<JobProperties> bound) {
		String beanName = text(bound.value().bean());
		String said = "Job '" + name + "' has the bean '" + beanName + "', from " + bound.place("bean");
		if (!this.beans.containsLocalBean(beanName)) {
			throw new InvalidJobException(said + ", but the application has no bean of this name.",
					"Write the name of a bean. " + SimilarNames.to(beanName, this.beans.getBeanDefinitionNames()));
		}
		if (this.beans.isPrototype(beanName)) {
			throw new InvalidJobException(
					said + ", which is a prototype, so it is not said on which instance the job runs.",
					"Make the bean a singleton, or name another one.");
		}
		return JobDeclaration.of(name, new NamedMethod(this.beans.getBean(beanName), beanName,
				text(bound.value().method()), bound.place("method")));
	}

	private static void checkName(RelaxedName name) {
		if (!RelaxedName.isLegal(name.toString())) {
			throw new InvalidJobException(
					"The properties below '" + PREFIX + name + "' define a job, but no job can be called so: "
							+ "a name is made of letters, digits and -, and begins with a letter or digit.",
					"Write a name such as 'nightly-report'.");
		}
	}

	private static InvalidJobException half(RelaxedName name, BoundProperties<JobProperties> bound, String there,
			String missing) {
		return new InvalidJobException(
				"Job '" + name + "' has a " + there + ", from " + bound.place(there) + ", but no " + missing + ".",
				"Add " + PREFIX + name.dashed() + "." + missing + ", or remove " + there
						+ ": both together define a job, and one that an annotation declares needs neither.");
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value.strip() : "";
	}

}
