package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import io.workerlifecycle.autoconfigure.properties.NamedProperties;
import io.workerlifecycle.autoconfigure.properties.SettingChoice;
import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.SettingRangeException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Finds the settings of a message worker: its properties win over its annotation, that
 * over the defaults of all workers, and those over what is built in.
 */
final class MessageSettingsSource {

	private final Environment environment;

	private final NamedProperties<MessageProperties> properties;

	private final @Nullable ClassLoader classLoader;

	/**
	 * Creates a source.
	 * @param environment where the properties come from
	 * @param classLoader where the classes that they name are
	 */
	MessageSettingsSource(Environment environment, @Nullable ClassLoader classLoader) {
		this.environment = environment;
		this.properties = new NamedProperties<>(environment, "workers", MessageProperties.class);
		this.classLoader = classLoader;
	}

	/** The same source with other properties. */
	MessageSettingsSource in(Environment next) {
		return new MessageSettingsSource(next, this.classLoader);
	}

	/** The attributes of message workers that an annotation uses. */
	List<String> attributes(@Nullable BackgroundWorker annotation) {
		return new AnnotatedMessages(annotation, this.environment).attributes();
	}

	/**
	 * Finds the settings of one worker.
	 * @throws IllegalArgumentException if a value cannot be, with its place
	 */
	ConfiguredMessages resolve(String name, @Nullable BackgroundWorker annotation) {
		SettingChoice<MessageProperties> choice = new SettingChoice<>("",
				List.of(this.properties.bind(RelaxedName.of(name)),
						new AnnotatedMessages(annotation, this.environment).read(),
						this.properties.bindDefaults("worker-defaults")));
		try {
			return new MessageSettingsReader(choice, this.classLoader).read();
		}
		catch (SettingRangeException ex) {
			throw new IllegalArgumentException(ex.getMessage() + choice.places(ex.keys()), ex);
		}
	}

}
