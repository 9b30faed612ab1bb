package io.workerlifecycle.autoconfigure.status;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.workerlifecycle.instance.StatusFile;
import org.jspecify.annotations.Nullable;

/**
 * What an instance says of itself. As read from a file it is a hint for people, who may
 * have been told anything.
 *
 * @param values the values there are
 * @since 0.1.0
 */
public record ProcessStatus(Map<StatusKey, String> values) {

	/**
	 * Copies the map.
	 * @param values the values there are
	 */
	public ProcessStatus {
		values = Map.copyOf(values);
	}

	/**
	 * Reads the status file beside a PID file.
	 * @param pidFile the PID file
	 * @return what it says, without values if there is no such file
	 */
	public static ProcessStatus beside(Path pidFile) {
		Map<String, String> texts = StatusFile.of(pidFile).read();
		Map<StatusKey, String> values = new EnumMap<>(StatusKey.class);
		for (StatusKey key : StatusKey.values()) {
			String text = texts.get(key.text());
			if (text != null) {
				values.put(key, text);
			}
		}
		return new ProcessStatus(values);
	}

	/**
	 * Looks up a value.
	 * @param key its key
	 * @return the value, {@code null} if there is none
	 */
	public @Nullable String get(StatusKey key) {
		return this.values.get(key);
	}

	/**
	 * Whether a process says so of itself.
	 * @param pid its process id
	 * @return true if this is its status
	 */
	public boolean isOf(long pid) {
		return Long.toString(pid).equals(get(StatusKey.PID));
	}

	/**
	 * Whether the process is in a state.
	 * @param state the state
	 * @return true if so
	 */
	public boolean is(ProcessState state) {
		return state.name().equals(get(StatusKey.STATE));
	}

	void writeBeside(Path pidFile) throws IOException {
		Map<String, String> texts = new LinkedHashMap<>();
		for (StatusKey key : StatusKey.values()) {
			String value = get(key);
			if (value != null) {
				texts.put(key.text(), value);
			}
		}
		StatusFile.of(pidFile).publish(texts);
	}

}
