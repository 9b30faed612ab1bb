package io.workerlifecycle.autoconfigure.message;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * What a message worker takes, by the type of its code or, for a lambda, by what its bean
 * is declared to be.
 *
 * @param beans where the bean is declared
 */
record PayloadType(ConfigurableListableBeanFactory beans) {

	/**
	 * Finds the type of the payload.
	 * @return the type; {@link Object} if nobody says it, which takes all as it comes
	 */
	Class<?> of(MessageDeclaration worker) {
		Class<?> type = payload(ResolvableType.forClass(worker.type()), worker);
		if (type == null && this.beans.containsBeanDefinition(worker.beanName())) {
			type = payload(this.beans.getMergedBeanDefinition(worker.beanName()).getResolvableType(), worker);
		}
		return (type != null) ? type : Object.class;
	}

	private static @Nullable Class<?> payload(ResolvableType type, MessageDeclaration worker) {
		ResolvableType made = type.as(FactoryBean.class).getGeneric(0);
		return ((made.resolve() != null) ? made : type).as(worker.kind()).getGeneric(0).resolve();
	}

}
