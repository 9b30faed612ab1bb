package io.workerlifecycle.autoconfigure.job;

import io.workerlifecycle.job.JobMethods;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.util.ClassUtils;

/**
 * Keeps beans with jobs from being lazy: nobody but the schedule would ever ask for them.
 */
final class JobBeanLazyInitializationExcludeFilter implements LazyInitializationExcludeFilter {

	@Override
	public boolean isExcluded(String beanName, BeanDefinition beanDefinition, Class<?> beanType) {
		return !AopInfrastructureBean.class.isAssignableFrom(beanType)
				&& !JobMethods.of(ClassUtils.getUserClass(beanType)).isEmpty();
	}

}
