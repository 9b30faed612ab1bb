package io.workerlifecycle.autoconfigure.reload;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

/**
 * Makes the checks under which Spring Boot binds {@code @ConfigurationProperties}: the
 * validator of the application, Jakarta Validation, an object that validates itself, and
 * whether unknown and invalid fields are errors.
 */
final class PropertyChecks {

	private static final String JAKARTA = "jakarta.validation.Validator";

	private static final String JAKARTA_PROVIDER = "jakarta.validation.bootstrap.GenericBootstrap";

	private final ConfigurableApplicationContext context;

	/** Made when it is needed first, since that takes long. */
	private volatile @Nullable Validator jakarta;

	PropertyChecks(ConfigurableApplicationContext context) {
		this.context = context;
	}

	BindHandler of(Bindable<?> target) {
		BindHandler handler = new OwnPropertiesOnly(new IgnoreTopLevelConverterNotFoundBindHandler());
		ConfigurationProperties annotation = target.getAnnotation(ConfigurationProperties.class);
		if (annotation != null && annotation.ignoreInvalidFields()) {
			handler = new IgnoreErrorsBindHandler(handler);
		}
		if (annotation != null && !annotation.ignoreUnknownFields()) {
			handler = new NoUnboundElementsBindHandler(handler, new UnboundElementsSourceFilter());
		}
		List<Validator> validators = validators(target);
		if (!validators.isEmpty()) {
			handler = new ValidationBindHandler(handler, validators.toArray(Validator[]::new));
		}
		for (ConfigurationPropertiesBindHandlerAdvisor advisor : advisors()) {
			handler = advisor.apply(handler);
		}
		return handler;
	}

	private List<ConfigurationPropertiesBindHandlerAdvisor> advisors() {
		return this.context.getBeanProvider(ConfigurationPropertiesBindHandlerAdvisor.class).orderedStream().toList();
	}

	private List<Validator> validators(Bindable<?> target) {
		List<Validator> validators = new ArrayList<>();
		if (this.context.containsBean(EnableConfigurationProperties.VALIDATOR_BEAN_NAME)) {
			validators.add(this.context.getBean(EnableConfigurationProperties.VALIDATOR_BEAN_NAME, Validator.class));
		}
		Class<?> type = target.getType().resolve(Object.class);
		if (isValidated(target, type) && hasJakarta()) {
			validators.add(new OfType(type, jakarta()));
		}
		if (Validator.class.isAssignableFrom(type)) {
			validators.add(new OfItself(type));
		}
		return validators;
	}

	private static boolean isValidated(Bindable<?> target, Class<?> type) {
		return target.getAnnotation(Validated.class) != null || MergedAnnotations.from(type).isPresent(Validated.class);
	}

	private boolean hasJakarta() {
		ClassLoader loader = this.context.getClassLoader();
		return ClassUtils.isPresent(JAKARTA, loader) && ClassUtils.isPresent(JAKARTA_PROVIDER, loader);
	}

	private Validator jakarta() {
		Validator known = this.jakarta;
		if (known == null) {
			known = BeanValidation.of(this.context);
			this.jakarta = known;
		}
		return known;
	}

	/**
	 * Does not bind an object to one property that has the name of its prefix, as Spring
	 * Boot does not.
	 */
	private static final class OwnPropertiesOnly extends AbstractBindHandler {

		OwnPropertiesOnly(BindHandler parent) {
			super(parent);
		}

		@Override
		public <T> Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
			Class<?> type = target.getType().resolve();
			boolean properties = type != null && MergedAnnotations.from(type).isPresent(ConfigurationProperties.class);
			return properties ? target.withBindRestrictions(Bindable.BindRestriction.NO_DIRECT_PROPERTY) : target;
		}

	}

	/**
	 * Validates objects of one type alone, and not those within them.
	 */
	private record OfType(Class<?> type, Validator validator) implements Validator {

		@Override
		public boolean supports(Class<?> candidate) {
			return this.type.equals(candidate) && this.validator.supports(candidate);
		}

		@Override
		public void validate(Object target, Errors errors) {
			this.validator.validate(target, errors);
		}

	}

	/**
	 * Lets an object validate itself.
	 */
	private record OfItself(Class<?> type) implements Validator {

		@Override
		public boolean supports(Class<?> candidate) {
			return candidate.isAssignableFrom(this.type);
		}

		@Override
		public void validate(Object target, Errors errors) {
			((Validator) target).validate(target, errors);
		}

	}

}
