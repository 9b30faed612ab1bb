package io.workerlifecycle.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The beans of an application that are there already: none is made for being looked for.
 *
 * @param context the application
 */
record ContainerBeans(ConfigurableApplicationContext context) {

	/**
	 * Whether what starts by itself has been started, and is not being stopped.
	 */
	boolean areStarted() {
		return this.context.isRunning() && !this.context.isClosed();
	}

	<T> Map<String, T> find(Class<T> type) {
		Map<String, T> found = new LinkedHashMap<>();
		for (String name : this.context.getBeanFactory().getBeanNamesForType(type, false, false)) {
			Object bean = this.context.getBeanFactory().getSingleton(name);
			if (type.isInstance(bean)) {
				found.put(name, type.cast(bean));
			}
		}
		return found;
	}

}
