package io.workerlifecycle.autoconfigure.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import io.workerlifecycle.autoconfigure.properties.UnknownNamePolicy;
import io.workerlifecycle.autoconfigure.properties.WorkerLifecycleProperties;
import io.workerlifecycle.autoconfigure.reload.PreparedReload;
import io.workerlifecycle.autoconfigure.reload.ReloadParticipant;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerSupervisor;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Takes the workers along in a reload: each is run as the new properties say, or all go
 * on as before. What is for a start of the application stays as it is, and people are
 * told.
 */
final class WorkerReload implements ReloadParticipant {

	private final WorkerSupervisor supervisor;

	private final WorkerRegistration registration;

	private final WorkerSettingsSource settings;

	WorkerReload(WorkerSupervisor supervisor, WorkerRegistration registration, WorkerSettingsSource settings) {
		this.supervisor = supervisor;
		this.registration = registration;
		this.settings = settings;
	}

	@Override
	public PreparedReload prepare(ConfigurableEnvironment next) {
		WorkerSettingsSource source = this.settings.in(next);
		Map<String, WorkerSettings> settings = this.supervisor.resolve(source);
		source.reportUnknown(names(), policy(next));
		return new Prepared(this.supervisor, settings);
	}

	/** One that was removed at run time is known all the same. */
	private List<String> names() {
		List<String> names = new ArrayList<>(this.registration.names());
		this.supervisor.list()
			.stream()
			.map(WorkerSnapshot::name)
			.filter((name) -> !names.contains(name))
			.forEach(names::add);
		return names;
	}

	private static UnknownNamePolicy policy(ConfigurableEnvironment properties) {
		return BoundProperties.bind(properties, "worker-lifecycle", WorkerLifecycleProperties.class)
			.value()
			.onUnknownName();
	}

	/**
	 * Settings of all workers, found to be good.
	 */
	private static final class Prepared implements PreparedReload {

		private final WorkerSupervisor supervisor;

		private final Map<String, WorkerSettings> next;

		/** Used on the thread of the reload only. */
		private Map<String, WorkerSettings> before = Map.of();

		private Prepared(WorkerSupervisor supervisor, Map<String, WorkerSettings> next) {
			this.supervisor = supervisor;
			this.next = next;
		}

		@Override
		public void apply() {
			this.before = present();
			this.supervisor.reconfigure(this.next);
			this.before.forEach((name, settings) -> KeptOrder.tell(name, settings.order(),
					this.next.getOrDefault(name, settings).order()));
		}

		@Override
		public void undo() {
			this.supervisor.reconfigure(this.before);
		}

		private Map<String, WorkerSettings> present() {
			Map<String, WorkerSettings> settings = new LinkedHashMap<>();
			this.supervisor.list().forEach((worker) -> settings.put(worker.name(), worker.settings()));
			return settings;
		}

	}

}
