package io.workerlifecycle.autoconfigure.message;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.autoconfigure.properties.AnnotationValues;
import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import io.workerlifecycle.worker.BackgroundWorker;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.PropertyResolver;

/**
 * What the annotation of a worker says of its messages, in the form of properties.
 */
final class AnnotatedMessages {

	private static final List<String> ATTRIBUTES = List.of("channel", "concurrency", "deadLetterChannel", "degradeOn");

	private final AnnotationValues<BackgroundWorker> said;

	AnnotatedMessages(@Nullable BackgroundWorker annotation, PropertyResolver placeholders) {
		this.said = new AnnotationValues<>(annotation, placeholders);
	}

	/** The attributes of message workers that say something. */
	List<String> attributes() {
		return ATTRIBUTES.stream().filter(this.said::says).toList();
	}

	BoundProperties<MessageProperties> read() {
		MessageProperties properties = new MessageProperties(this.said.names("channel"),
				this.said.value("concurrency", Integer.class), null, null, null, this.said.text("deadLetterChannel"),
				degradeOn(), null, null, null);
		return new BoundProperties<>(properties,
				this.said.says("concurrency") ? Map.of("concurrency", "@BackgroundWorker") : Map.of());
	}

	private @Nullable List<String> degradeOn() {
		Class<?>[] types = this.said.value("degradeOn", Class[].class);
		return (types != null) ? Arrays.stream(types).<String>map(Class::getName).toList() : null;
	}

}
