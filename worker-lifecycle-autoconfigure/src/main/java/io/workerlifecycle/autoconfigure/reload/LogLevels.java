package io.workerlifecycle.autoconfigure.reload;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggerGroup;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Takes over {@code logging.level} and {@code logging.group}. A logger whose level is no
 * longer said has that of its parent; the root logger, which has none, that of Spring
 * Boot. Loggers of which nothing changes stay as they are, whoever set them.
 */
final class LogLevels implements ReloadParticipant {

	private static final Bindable<Map<String, LogLevel>> LEVELS = Bindable.mapOf(String.class, LogLevel.class);

	private static final Bindable<Map<String, List<String>>> GROUPS = Bindable
		.of(ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class),
				ResolvableType.forClassWithGenerics(List.class, String.class)));

	private final ConfigurableEnvironment live;

	private final LoggingSystem system;

	private final LoggerGroups groups;

	LogLevels(ConfigurableEnvironment live, LoggingSystem system, LoggerGroups groups) {
		this.live = live;
		this.system = system;
		this.groups = groups;
	}

	@Override
	public PreparedReload prepare(ConfigurableEnvironment next) {
		Map<String, List<String>> nextGroups = groups(next);
		Map<String, LogLevel> before = levels(this.live, Map.of());
		Map<String, LogLevel> after = levels(next, nextGroups);
		Map<String, @Nullable LogLevel> changed = new LinkedHashMap<>();
		Set<String> names = new TreeSet<>(before.keySet());
		names.addAll(after.keySet());
		for (String name : names) {
			if (!Objects.equals(before.get(name), after.get(name))) {
				changed.put(name, after.getOrDefault(name, isRoot(name) ? LogLevel.INFO : null));
			}
		}
		return new Prepared(changed, nextGroups);
	}

	private Map<String, LogLevel> levels(ConfigurableEnvironment environment, Map<String, List<String>> own) {
		Map<String, LogLevel> said = Binder.get(environment).bind("logging.level", LEVELS).orElseGet(Map::of);
		Map<String, LogLevel> levels = new LinkedHashMap<>();
		said.forEach((name, level) -> members(name, own).forEach((member) -> levels.put(member, level)));
		return levels;
	}

	private List<String> members(String name, Map<String, List<String>> own) {
		LoggerGroup known = this.groups.get(name);
		List<String> members = own.getOrDefault(name, (known != null) ? known.getMembers() : List.of());
		return members.isEmpty() ? List.of(name) : members;
	}

	private static Map<String, List<String>> groups(ConfigurableEnvironment environment) {
		return Binder.get(environment).bind("logging.group", GROUPS).orElseGet(Map::of);
	}

	private static boolean isRoot(String name) {
		return LoggingSystem.ROOT_LOGGER_NAME.equalsIgnoreCase(name);
	}

	private static @Nullable String systemName(String name) {
		return isRoot(name) ? null : name;
	}

	/**
	 * Levels that differ, and groups as they will be.
	 */
	private final class Prepared implements PreparedReload {

		private final Map<String, @Nullable LogLevel> next;

		private final Map<String, @Nullable LogLevel> before = new LinkedHashMap<>();

		private final Map<String, List<String>> nextGroups;

		private final Map<String, List<String>> groupsBefore = new LinkedHashMap<>();

		Prepared(Map<String, @Nullable LogLevel> next, Map<String, List<String>> nextGroups) {
			this.next = next;
			this.nextGroups = nextGroups;
		}

		@Override
		public void apply() {
			for (String name : new HashSet<>(this.nextGroups.keySet())) {
				LoggerGroup known = LogLevels.this.groups.get(name);
				this.groupsBefore.put(name, (known != null) ? known.getMembers() : List.of());
			}
			LogLevels.this.groups.putAll(this.nextGroups);
			this.next.keySet().forEach((name) -> this.before.put(name, configured(name)));
			this.next.forEach(this::set);
		}

		@Override
		public void undo() {
			LogLevels.this.groups.putAll(this.groupsBefore);
			this.before.forEach(this::set);
		}

		private @Nullable LogLevel configured(String name) {
			LoggerConfiguration known = LogLevels.this.system
				.getLoggerConfiguration(isRoot(name) ? LoggingSystem.ROOT_LOGGER_NAME : name);
			return (known != null) ? known.getConfiguredLevel() : null;
		}

		private void set(String name, @Nullable LogLevel level) {
			LogLevels.this.system.setLogLevel(systemName(name), level);
		}

	}

}
