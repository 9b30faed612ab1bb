package io.workerlifecycle.autoconfigure.message;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The beans of a type, as settings name them. Those of parents are among them.
 *
 * @param beans where they are
 * @param type their type
 */
record NamedBeans(ListableBeanFactory beans, Class<?> type) {

	/** The bean of a name, whatever its type. */
	@Nullable Object find(String name) {
		return this.beans.containsBean(name) ? this.beans.getBean(name) : null;
	}

	/** Whether everybody who asks for it gets the same one. */
	boolean isShared(String name) {
		return this.beans.isSingleton(name);
	}

	/** The names that one can choose from. */
	List<String> names() {
		return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, this.type))
			.sorted()
			.toList();
	}

}
