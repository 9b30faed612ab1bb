package io.workerlifecycle.autoconfigure.worker;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.workerlifecycle.autoconfigure.properties.AnnotationValues;
import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import io.workerlifecycle.autoconfigure.worker.WorkerProperties.Restart;
import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.RestartPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.PropertyResolver;

/**
 * What the annotation of a worker says, in the form of properties.
 */
final class AnnotationProperties {

	private static final List<String> DURATIONS = List.of("startTimeout", "stopTimeout", "stallTimeout");

	private final AnnotationValues<BackgroundWorker> said;

	AnnotationProperties(@Nullable BackgroundWorker annotation, PropertyResolver placeholders) {
		this.said = new AnnotationValues<>(annotation, placeholders);
	}

	BoundProperties<WorkerProperties> read() {
		Restart restart = new Restart(this.said.value("restart", RestartPolicy.class), null, null, null, null, null,
				null);
		WorkerProperties properties = new WorkerProperties(null, this.said.value("phase", Integer.class),
				this.said.names("after"), this.said.value("awaitRunning", Boolean.class),
				this.said.text("startTimeout"), this.said.text("stopTimeout"), restart, null, null,
				this.said.text("stallTimeout"), null, this.said.value("critical", Boolean.class), null);
		return new BoundProperties<>(properties, places());
	}

	private Map<String, String> places() {
		return DURATIONS.stream()
			.filter((attribute) -> this.said.text(attribute) != null)
			.collect(Collectors.toMap((attribute) -> RelaxedName.of(attribute).dashed(), this.said::place));
	}

}
