package io.workerlifecycle.autoconfigure.reload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The beans of one context that take part in its reloads: singletons that are there
 * already, in their order, and none of a parent.
 */
record ContextBeans(ConfigurableListableBeanFactory beans) {

	/** Before those that say they want to be the last. */
	private static final int UNSAID = Ordered.LOWEST_PRECEDENCE - 1;

	/**
	 * Finds beans.
	 * @param type their type
	 * @return them by name, in the order of {@code @Order} and {@code Ordered}
	 */
	<T> Map<String, T> of(Class<T> type) {
		List<String> names = new ArrayList<>(List.of(this.beans.getBeanNamesForType(type, false, false)));
		names.removeIf((name) -> !type.isInstance(this.beans.getSingleton(name)));
		names.sort(Comparator.comparingInt(this::order));
		Map<String, T> found = new LinkedHashMap<>();
		names.forEach((name) -> found.put(name, type.cast(this.beans.getSingleton(name))));
		return found;
	}

	private int order(String name) {
		if (this.beans.getSingleton(name) instanceof Ordered ordered) {
			return ordered.getOrder();
		}
		Order order = this.beans.findAnnotationOnBean(name, Order.class);
		return (order != null) ? order.value() : UNSAID;
	}

}
