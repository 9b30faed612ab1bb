package io.workerlifecycle.job;

import java.lang.reflect.Method;
import java.util.Map;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;

/**
 * Finds the methods of a class that are jobs, by the annotation itself or by one that
 * bears it.
 *
 * @since 0.1.0
 */
public final class JobMethods {

	private JobMethods() {
	}

	/**
	 * The jobs among the methods of a class and its supertypes.
	 * @param type a class of the user's, not a proxy's
	 * @return the methods and what their annotations say
	 */
	public static Map<Method, BackgroundJob> of(Class<?> type) {
		if (isSpringsOwn(type) || !AnnotationUtils.isCandidateClass(type, BackgroundJob.class)) {
			return Map.of();
		}
		return MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<BackgroundJob>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, BackgroundJob.class));
	}

	/**
	 * Most beans of a small application are Spring's own, and have no jobs. As Spring
	 * itself does for its event listeners, their methods are not looked at.
	 */
	private static boolean isSpringsOwn(Class<?> type) {
		return type.getName().startsWith("org.springframework.")
				&& !AnnotatedElementUtils.isAnnotated(type, Component.class);
	}

}
