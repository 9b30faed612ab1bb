package io.workerlifecycle.autoconfigure.properties;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.workerlifecycle.name.RelaxedName;

/**
 * The keys that a record of properties has, and those of the records in it.
 */
final class RecordKeys {

	private static final Pattern INDEX = Pattern.compile("\\d+");

	private final List<RecordComponent> components;

	RecordKeys(Class<?> type) {
		this(type, Set.of());
	}

	/**
	 * Creates the keys of a record but some.
	 * @param except components that are not among the keys
	 */
	RecordKeys(Class<?> type, Set<String> except) {
		this.components = Arrays.stream(type.getRecordComponents())
			.filter((component) -> !except.contains(component.getName()))
			.toList();
	}

	private RecordKeys(List<RecordComponent> components) {
		this.components = components;
	}

	/** The keys of another record besides. */
	RecordKeys and(RecordKeys other) {
		return new RecordKeys(Stream.concat(this.components.stream(), other.components.stream()).toList());
	}

	/** Whether a path leads to a component, to an entry of a list, or into a map. */
	boolean allow(List<String> path) {
		return component(path.get(0)).filter((component) -> allow(component.getType(), rest(path))).isPresent();
	}

	/** All keys, as one writes them. */
	List<String> written() {
		return this.components.stream().flatMap(RecordKeys::written).toList();
	}

	private static boolean allow(Class<?> type, List<String> rest) {
		if (rest.isEmpty() || Map.class.isAssignableFrom(type)) {
			return true;
		}
		if (Collection.class.isAssignableFrom(type)) {
			return rest.size() == 1 && INDEX.matcher(rest.get(0)).matches();
		}
		return type.isRecord() && new RecordKeys(type).allow(rest);
	}

	private static Stream<String> written(RecordComponent component) {
		String own = RelaxedName.of(component.getName()).dashed();
		return component.getType().isRecord()
				? new RecordKeys(component.getType()).written().stream().map((key) -> own + "." + key) : Stream.of(own);
	}

	private Optional<RecordComponent> component(String key) {
		RelaxedName name = RelaxedName.of(key);
		return this.components.stream()
			.filter((component) -> RelaxedName.of(component.getName()).equals(name))
			.findFirst();
	}

	private static List<String> rest(List<String> path) {
		return path.subList(1, path.size());
	}

}
