package io.workerlifecycle.autoconfigure.worker;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import io.workerlifecycle.autoconfigure.worker.WorkerProperties.Restart;
import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.RestartPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.PropertyResolver;

/**
 * What the annotation of a worker says, in the form of properties. An attribute that has
 * its default value says nothing, and neither does a text that is empty once its
 * placeholders are resolved, so that the defaults of all workers can.
 */
final class AnnotationProperties {

	private static final List<String> DURATIONS = List.of("startTimeout", "stopTimeout", "stallTimeout");

	private final MergedAnnotation<BackgroundWorker> said;

	private final PropertyResolver placeholders;

	AnnotationProperties(@Nullable BackgroundWorker annotation, PropertyResolver placeholders) {
		MergedAnnotation<BackgroundWorker> merged = (annotation != null) ? MergedAnnotation.from(annotation)
				: MergedAnnotation.missing();
		this.said = merged.filterDefaultValues();
		this.placeholders = placeholders;
	}

	BoundProperties<WorkerProperties> read() {
		Restart restart = new Restart(value("restart", RestartPolicy.class), null, null, null, null, null, null);
		WorkerProperties properties = new WorkerProperties(null, value("phase", Integer.class), after(),
				value("awaitRunning", Boolean.class), text("startTimeout"), text("stopTimeout"), restart, null, null,
				text("stallTimeout"), null, value("critical", Boolean.class), null);
		return new BoundProperties<>(properties, places());
	}

	private <V> @Nullable V value(String attribute, Class<V> type) {
		return this.said.getValue(attribute, type).orElse(null);
	}

	private @Nullable String text(String attribute) {
		String text = value(attribute, String.class);
		String resolved = (text != null) ? resolve(attribute, text) : "";
		return resolved.isEmpty() ? null : resolved;
	}

	/** A placeholder may stand for several names. */
	private @Nullable List<String> after() {
		String[] texts = value("after", String[].class);
		if (texts == null) {
			return null;
		}
		List<String> names = Arrays.stream(texts)
			.flatMap((text) -> Arrays.stream(resolve("after", text).split(",")))
			.map(String::strip)
			.filter((name) -> !name.isEmpty())
			.toList();
		return names.isEmpty() ? null : names;
	}

	private String resolve(String attribute, String text) {
		try {
			return this.placeholders.resolveRequiredPlaceholders(text).strip();
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(place(attribute, text) + ": " + ex.getMessage(), ex);
		}
	}

	private Map<String, String> places() {
		return DURATIONS.stream()
			.filter((attribute) -> text(attribute) != null)
			.collect(Collectors.toMap((attribute) -> RelaxedName.of(attribute).dashed(), this::place));
	}

	private String place(String attribute) {
		return place(attribute, this.said.getString(attribute));
	}

	private static String place(String attribute, String text) {
		return "@BackgroundWorker(" + attribute + " = \"" + text + "\")";
	}

}
