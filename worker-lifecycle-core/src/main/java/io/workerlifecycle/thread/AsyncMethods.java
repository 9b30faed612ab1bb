package io.workerlifecycle.thread;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Tells methods that Spring runs on another thread, so that they return before their work
 * is done. Works without the annotation's library.
 *
 * @since 0.1.0
 */
public final class AsyncMethods {

	private static final String ASYNC = "org.springframework.scheduling.annotation.Async";

	private AsyncMethods() {
	}

	/**
	 * Whether a method is {@code @Async}.
	 * @param method the method
	 * @param type the class of the bean that it is called on
	 * @return true if it, one that it overrides, or the class is
	 */
	public static boolean include(Method method, Class<?> type) {
		return isAsync(method) || isAsync(type);
	}

	private static boolean isAsync(AnnotatedElement element) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).isPresent(ASYNC);
	}

}
