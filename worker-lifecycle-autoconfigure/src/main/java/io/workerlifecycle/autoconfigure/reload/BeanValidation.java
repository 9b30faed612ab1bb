package io.workerlifecycle.autoconfigure.reload;

import org.springframework.boot.validation.MessageInterpolatorFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/**
 * Makes a validator of Jakarta Validation as Spring Boot makes its own for properties.
 * Loaded only where that is on the class path.
 */
final class BeanValidation {

	private BeanValidation() {
	}

	static Validator of(ApplicationContext context) {
		LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
		validator.setApplicationContext(context);
		validator.setMessageInterpolator(new MessageInterpolatorFactory(context).getObject());
		validator.afterPropertiesSet();
		return validator;
	}

}
