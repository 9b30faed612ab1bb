package io.workerlifecycle.autoconfigure.worker;

import java.util.Collection;
import java.util.List;

import io.workerlifecycle.autoconfigure.properties.NamedProperties;
import io.workerlifecycle.autoconfigure.properties.SettingChoice;
import io.workerlifecycle.autoconfigure.properties.UnknownNamePolicy;
import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.SettingRangeException;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.WorkerSettingsResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Finds the settings of a worker: its properties win over its annotation, that over the
 * defaults of all workers, and those over what is built in.
 */
final class WorkerSettingsSource implements WorkerSettingsResolver {

	private static final String DEFAULTS = "worker-defaults";

	private final Environment environment;

	private final NamedProperties<WorkerProperties> properties;

	private final boolean autoStartup;

	private final List<WorkerKind> kinds;

	/**
	 * Creates a source.
	 * @param environment where the properties come from
	 * @param autoStartup whether workers start by themselves
	 * @param kinds the kinds of workers that have settings of their own besides
	 */
	WorkerSettingsSource(Environment environment, boolean autoStartup, List<WorkerKind> kinds) {
		this.environment = environment;
		this.properties = new NamedProperties<>(environment, "workers", WorkerProperties.class);
		this.autoStartup = autoStartup;
		this.kinds = List.copyOf(kinds);
	}

	/** The same source with other properties. */
	WorkerSettingsSource in(Environment next) {
		return new WorkerSettingsSource(next, this.autoStartup, this.kinds);
	}

	List<WorkerKind> kinds() {
		return this.kinds;
	}

	@Override
	public WorkerSettings resolve(String name, @Nullable BackgroundWorker annotation) {
		SettingChoice<WorkerProperties> choice = new SettingChoice<>("",
				List.of(this.properties.bind(RelaxedName.of(name)),
						new AnnotationProperties(annotation, this.environment).read(),
						this.properties.bindDefaults(DEFAULTS)));
		try {
			return new WorkerSettingsReader(choice).read(this.autoStartup);
		}
		catch (SettingRangeException ex) {
			throw new IllegalArgumentException(ex.getMessage() + choice.places(ex.keys()), ex);
		}
	}

	void reportUnknown(Collection<String> names, UnknownNamePolicy policy) {
		this.properties.unknownBeside(DEFAULTS, this.kinds.stream().map(WorkerKind::keys).toList())
			.report(names.stream().map(RelaxedName::of).toList(), policy);
	}

}
