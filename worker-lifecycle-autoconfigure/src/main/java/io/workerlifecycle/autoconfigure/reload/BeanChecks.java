package io.workerlifecycle.autoconfigure.reload;

import java.util.Map;

import io.workerlifecycle.reload.ReloadChange;

import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Binds and validates what the {@code @ConfigurationProperties} beans of an application
 * would be under new properties, as new objects; the beans stay as they are. Those that
 * no change touches are not looked at.
 */
final class BeanChecks {

	private final ConfigurableApplicationContext context;

	private final PropertyBinder binder;

	private final PropertyChecks checks;

	BeanChecks(ConfigurableApplicationContext context, PropertyBinder binder, PropertyChecks checks) {
		this.context = context;
		this.binder = binder;
		this.checks = checks;
	}

	/**
	 * Checks all beans.
	 * @throws org.springframework.boot.context.properties.bind.BindException if one of
	 * them cannot be so
	 */
	void check(Candidate candidate, ReloadChange change) {
		for (Map.Entry<String, ConfigurationPropertiesBean> entry : ConfigurationPropertiesBean.getAll(this.context)
			.entrySet()) {
			if (change.touches(entry.getValue().getAnnotation().prefix())) {
				check(candidate, entry.getValue());
			}
		}
	}

	/**
	 * What fails without the change too says nothing about it: a method that makes the
	 * bean may set what validation asks for.
	 */
	private void check(Candidate candidate, ConfigurationPropertiesBean bean) {
		try {
			bind(candidate.next().environment(), bean);
		}
		catch (RuntimeException ex) {
			if (canBe(candidate.before().environment(), bean)) {
				throw ex;
			}
		}
	}

	private boolean canBe(ConfigurableEnvironment environment, ConfigurationPropertiesBean bean) {
		try {
			bind(environment, bean);
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private void bind(ConfigurableEnvironment environment, ConfigurationPropertiesBean bean) {
		Bindable<?> old = bean.asBindTarget();
		Bindable<?> fresh = Bindable.of(old.getType()).withAnnotations(old.getAnnotations());
		if (old.getBindMethod() != null) {
			fresh = fresh.withBindMethod(old.getBindMethod());
		}
		this.binder.bind(environment, bean.getAnnotation().prefix(), fresh, this.checks.of(fresh));
	}

}
