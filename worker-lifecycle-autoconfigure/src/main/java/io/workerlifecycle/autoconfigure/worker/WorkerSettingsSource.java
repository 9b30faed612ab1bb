package io.workerlifecycle.autoconfigure.worker;

import java.util.Collection;
import java.util.List;

import io.workerlifecycle.autoconfigure.properties.NamedProperties;
import io.workerlifecycle.autoconfigure.properties.UnknownNamePolicy;
import io.workerlifecycle.autoconfigure.worker.SettingChoice.Reading;
import io.workerlifecycle.autoconfigure.worker.WorkerProperties.Restart;
import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.RestartPolicy;
import io.workerlifecycle.worker.RestartSettings;
import io.workerlifecycle.worker.SettingRangeException;
import io.workerlifecycle.worker.StartOrder;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.WorkerSettingsResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;

/**
 * Finds the settings of a worker: its properties win over its annotation, that over the
 * defaults of all workers, and those over what is built in.
 */
final class WorkerSettingsSource implements WorkerSettingsResolver {

	private static final String DEFAULTS = "worker-defaults";

	private final NamedProperties<WorkerProperties> properties;

	private final boolean autoStartup;

	WorkerSettingsSource(Environment environment, boolean autoStartup) {
		this.properties = new NamedProperties<>(environment, "workers", WorkerProperties.class);
		this.autoStartup = autoStartup;
	}

	@Override
	public WorkerSettings resolve(String name, @Nullable BackgroundWorker annotation) {
		SettingChoice choice = new SettingChoice(this.properties.bind(RelaxedName.of(name)),
				this.properties.bindDefaults(DEFAULTS));
		try {
			return settings(choice, annotation);
		}
		catch (SettingRangeException ex) {
			throw new IllegalArgumentException(ex.getMessage() + choice.places(ex.keys()), ex);
		}
	}

	private WorkerSettings settings(SettingChoice choice, @Nullable BackgroundWorker annotation) {
		WorkerSettings standard = WorkerSettings.STANDARD;
		return new WorkerSettings(choice.choose(WorkerProperties::enabled, null, standard.enabled()), this.autoStartup,
				choice.choose(WorkerProperties::critical, said(annotation, "critical", Boolean.class),
						standard.critical()),
				new StartOrder(
						choice.choose(WorkerProperties::phase, said(annotation, "phase", Integer.class),
								standard.phase()),
						List.of(), choice.choose(WorkerProperties::awaitRunning, null, false)),
				standard.startTimeout(),
				choice.duration("stop-timeout", WorkerProperties::stopTimeout, standard.stopTimeout()),
				restart(choice, annotation), standard.health(), standard.recovery(), standard.stall(),
				choice.choose(WorkerProperties::onGiveUp, null, standard.onGiveUp()));
	}

	void reportUnknown(Collection<String> names, UnknownNamePolicy policy) {
		this.properties.unknown(DEFAULTS).report(names.stream().map(RelaxedName::of).toList(), policy);
	}

	private static RestartSettings restart(SettingChoice choice, @Nullable BackgroundWorker annotation) {
		RestartSettings standard = RestartSettings.STANDARD;
		return new RestartSettings(
				choice.choose(in(Restart::policy), said(annotation, "restart", RestartPolicy.class), standard.policy()),
				choice.choose(in(Restart::maxRestarts), null, standard.maxRestarts()),
				choice.duration("restart.window", in(Restart::window), standard.window()),
				choice.duration("restart.initial-interval", in(Restart::initialInterval), standard.initialInterval()),
				choice.choose(in(Restart::multiplier), null, standard.multiplier()),
				choice.duration("restart.max-interval", in(Restart::maxInterval), standard.maxInterval()),
				choice.choose(in(Restart::jitter), null, standard.jitter()));
	}

	/**
	 * What an annotation says; its defaults say nothing, so that the defaults of all
	 * workers can.
	 */
	private static <V> @Nullable V said(@Nullable BackgroundWorker annotation, String attribute, Class<V> type) {
		if (annotation == null) {
			return null;
		}
		MergedAnnotation<BackgroundWorker> merged = MergedAnnotation.from(annotation);
		return merged.hasNonDefaultValue(attribute) ? merged.getValue(attribute, type).orElse(null) : null;
	}

	private static <V> Reading<WorkerProperties, V> in(Reading<Restart, V> reading) {
		return (properties) -> reading.from(properties.restartOrNothing());
	}

}
