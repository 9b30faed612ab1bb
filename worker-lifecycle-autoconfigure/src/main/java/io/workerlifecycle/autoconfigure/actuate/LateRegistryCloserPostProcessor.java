package io.workerlifecycle.autoconfigure.actuate;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Puts a {@link LateRegistryCloser} in the place of the bean by which Spring Boot closes
 * the meter registries.
 */
final class LateRegistryCloserPostProcessor implements BeanPostProcessor {

	private static final String CLOSER = "meterRegistryCloser";

	@Override
	@SuppressWarnings("unchecked")
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (CLOSER.equals(beanName) && bean instanceof ApplicationListener<?> closer) {
			return new LateRegistryCloser((ApplicationListener<ContextClosedEvent>) closer);
		}
		return bean;
	}

}
