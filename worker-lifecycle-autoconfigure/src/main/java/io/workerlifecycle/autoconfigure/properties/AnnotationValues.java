package io.workerlifecycle.autoconfigure.properties;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.PropertyResolver;

/**
 * What an annotation says, as a layer of settings. An attribute that has its default
 * value says nothing, and neither does a text that is empty once its placeholders are
 * resolved, so that the defaults of all can.
 *
 * @param <A> the annotation
 * @since 0.1.0
 */
public final class AnnotationValues<A extends Annotation> {

	private final MergedAnnotation<A> said;

	private final PropertyResolver placeholders;

	/**
	 * Creates the values of an annotation.
	 * @param annotation the annotation, or {@code null} if there is none
	 * @param placeholders resolves those in texts
	 */
	public AnnotationValues(@Nullable A annotation, PropertyResolver placeholders) {
		MergedAnnotation<A> merged = (annotation != null) ? MergedAnnotation.from(annotation)
				: MergedAnnotation.missing();
		this.said = merged.filterDefaultValues();
		this.placeholders = placeholders;
	}

	/**
	 * Whether anything is said.
	 * @param attribute the attribute
	 * @return false if it has its default value
	 */
	public boolean says(String attribute) {
		return this.said.getValue(attribute).isPresent();
	}

	/**
	 * A value as it is.
	 * @param <V> its type
	 * @param attribute the attribute
	 * @param type its type
	 * @return the value, or {@code null} if nothing is said
	 */
	public <V> @Nullable V value(String attribute, Class<V> type) {
		return this.said.getValue(attribute, type).orElse(null);
	}

	/**
	 * A text, its placeholders resolved.
	 * @param attribute the attribute
	 * @return the text, or {@code null} if nothing is said
	 * @throws IllegalArgumentException if a placeholder cannot be resolved, with the
	 * place
	 */
	public @Nullable String text(String attribute) {
		String text = value(attribute, String.class);
		String resolved = (text != null) ? resolve(attribute, text) : "";
		return resolved.isEmpty() ? null : resolved;
	}

	/**
	 * A list of names. A placeholder may stand for several.
	 * @param attribute the attribute
	 * @return the names, or {@code null} if nothing is said
	 * @throws IllegalArgumentException if a placeholder cannot be resolved, with the
	 * place
	 */
	public @Nullable List<String> names(String attribute) {
		String[] texts = value(attribute, String[].class);
		if (texts == null) {
			return null;
		}
		List<String> names = Arrays.stream(texts)
			.flatMap((text) -> Arrays.stream(resolve(attribute, text).split(",")))
			.map(String::strip)
			.filter((name) -> !name.isEmpty())
			.toList();
		return names.isEmpty() ? null : names;
	}

	/**
	 * Where a text stands.
	 * @param attribute an attribute that says one
	 * @return the annotation with the attribute, in words for people
	 */
	public String place(String attribute) {
		return place(attribute, this.said.getString(attribute));
	}

	private String resolve(String attribute, String text) {
		try {
			return this.placeholders.resolveRequiredPlaceholders(text).strip();
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(place(attribute, text) + ": " + ex.getMessage(), ex);
		}
	}

	private String place(String attribute, String text) {
		return "@" + this.said.getType().getSimpleName() + "(" + attribute + " = \"" + text + "\")";
	}

}
