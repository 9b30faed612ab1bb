package io.workerlifecycle.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What somebody wants through Actuator, as auditors are told of it.
 *
 * @param kind of what it is: {@code worker}, {@code listener}, {@code job},
 * {@code dead_letters} or {@code configuration}
 * @param name the name, as it is written where there is such a one; empty for the
 * configuration, of which there is one
 * @param action what is to be done
 * @param parameters what was said besides
 */
record Command(String kind, String name, String action, Map<String, String> parameters) {

	static Command toWorker(String name, WorkerAction action) {
		return new Command("worker", name, action.toString(), Map.of());
	}

	static Command toListener(String name, WorkerAction action) {
		return new Command("listener", name, action.toString(), Map.of());
	}

	static Command toJob(String name, JobRequest request) {
		return new Command("job", name, request.action().toString(), request.parameters());
	}

	static Command toDeadLetters(String worker, Map<String, String> parameters) {
		return new Command("dead_letters", worker, "replay", parameters);
	}

	static Command toReload() {
		return new Command("configuration", "", "reload", Map.of());
	}

	/**
	 * The type of the audit event.
	 */
	String type() {
		return (this.kind + "_" + this.action).toUpperCase(Locale.ROOT);
	}

	Map<String, Object> data() {
		Map<String, Object> data = new LinkedHashMap<>();
		if (!this.name.isEmpty()) {
			data.put(this.kind, this.name);
		}
		data.put("action", this.action);
		data.putAll(this.parameters);
		return data;
	}

	@Override
	public String toString() {
		return this.name.isEmpty() ? type() : type() + " of " + this.kind + " '" + this.name + "'";
	}

}
