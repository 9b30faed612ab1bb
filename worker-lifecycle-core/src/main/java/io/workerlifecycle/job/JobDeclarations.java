package io.workerlifecycle.job;

import java.lang.reflect.Method;

import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringValueResolver;

/**
 * Reads the annotations of one bean.
 */
final class JobDeclarations {

	private final Object bean;

	private final String beanName;

	private final Class<?> targetClass;

	private final @Nullable StringValueResolver placeholders;

	JobDeclarations(Object bean, String beanName, Class<?> targetClass, @Nullable StringValueResolver placeholders) {
		this.bean = bean;
		this.beanName = beanName;
		this.targetClass = targetClass;
		this.placeholders = placeholders;
	}

	JobDeclaration of(Method method, BackgroundJob annotation) {
		Method invocable = new JobMethodRules(this.bean, this.targetClass, method).check();
		invocable.trySetAccessible();
		RelaxedName name = name(method, annotation);
		JobAttributes attributes = attributes(method, annotation);
		attributes.checkZone(name.toString());
		return new JobDeclaration(name, this.beanName, new JobMethod(this.bean, invocable, this.targetClass),
				attributes);
	}

	private RelaxedName name(Method method, BackgroundJob annotation) {
		String name = resolve(annotation.name());
		if (name.isEmpty()) {
			String bean = RelaxedName.legalPart(this.beanName);
			String own = RelaxedName.legalPart(method.getName());
			return RelaxedName.of(bean.isEmpty() ? own : bean + "-" + own);
		}
		if (!RelaxedName.isLegal(name)) {
			throw new InvalidJobException(
					"The job of " + JobMethod.place(this.targetClass, method) + " has the name '" + name
							+ "': a name is made of letters, digits and -, and begins with a letter or digit.",
					"Write a name such as '" + suggestion(name) + "' in @BackgroundJob(name = \"…\").");
		}
		return RelaxedName.of(name);
	}

	private static String suggestion(String name) {
		String legal = RelaxedName.legalPart(name.replace('.', '-'));
		return legal.isEmpty() ? "nightly-report" : legal;
	}

	private JobAttributes attributes(Method method, BackgroundJob annotation) {
		String place = "@BackgroundJob on " + JobMethod.place(this.targetClass, method);
		return JobAttributes.NONE.with(JobAttribute.CRON, resolve(annotation.cron()), place)
			.with(JobAttribute.ZONE, resolve(annotation.zone()), place)
			.with(JobAttribute.FIXED_RATE, resolve(annotation.fixedRate()), place)
			.with(JobAttribute.FIXED_DELAY, resolve(annotation.fixedDelay()), place)
			.with(JobAttribute.INITIAL_DELAY, resolve(annotation.initialDelay()), place)
			.with(JobAttribute.JITTER, resolve(annotation.jitter()), place)
			.with(JobAttribute.RUN_ON_START, annotation.runOnStart() ? "true" : "", place)
			.with(JobAttribute.OVERLAP, said(annotation.overlap(), Overlap.SKIP), place)
			.with(JobAttribute.MISSED_RUNS, said(annotation.missedRuns(), MissedRuns.SKIP), place)
			.with(JobAttribute.TIMEOUT, resolve(annotation.timeout()), place)
			.with(JobAttribute.ENABLED, resolve(annotation.enabled()), place)
			.with(JobAttribute.DESCRIPTION, resolve(annotation.description()), place);
	}

	/** An annotation cannot say that it says nothing, but by its default. */
	private static String said(Enum<?> value, Enum<?> unsaid) {
		return (value != unsaid) ? value.name() : "";
	}

	private String resolve(String text) {
		String resolved = (this.placeholders != null) ? this.placeholders.resolveStringValue(text) : text;
		return (resolved != null) ? resolved.strip() : "";
	}

}
