package io.workerlifecycle.autoconfigure.message;

import java.util.Arrays;

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
	ResolvableType of(MessageDeclaration worker) {
		ResolvableType type = payload(ResolvableType.forClass(worker.type()), worker);
		if (type.resolve() == null && this.beans.containsBeanDefinition(worker.beanName())) {
			type = payload(this.beans.getMergedBeanDefinition(worker.beanName()).getResolvableType(), worker);
		}
		return known(type);
	}

	/** With what its variables stand for, or the class alone where nobody says that. */
	private static ResolvableType known(ResolvableType type) {
		if (!type.hasGenerics() || type.hasUnresolvableGenerics()) {
			return ResolvableType.forClass(type.toClass());
		}
		ResolvableType[] generics = Arrays.stream(type.getGenerics())
			.map(PayloadType::known)
			.toArray(ResolvableType[]::new);
		return ResolvableType.forClassWithGenerics(type.toClass(), generics);
	}

	private static ResolvableType payload(ResolvableType type, MessageDeclaration worker) {
		ResolvableType made = type.as(FactoryBean.class).getGeneric(0);
		return ((made.resolve() != null) ? made : type).as(worker.kind()).getGeneric(0);
	}

}
