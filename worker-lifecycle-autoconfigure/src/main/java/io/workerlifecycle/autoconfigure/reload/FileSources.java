package io.workerlifecycle.autoconfigure.reload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * Tells which sources of an environment are from configuration files, and puts others in
 * their place. Whatever else is in the environment stays where it is.
 *
 * @param names the names of the sources from files, as they are now
 * @param others the names of sources that were there before files were read
 */
record FileSources(Set<String> names, Set<String> others) {

	/** The same with the sources of other files. */
	FileSources with(List<PropertySource<?>> files) {
		return new FileSources(files.stream().map(PropertySource::getName).collect(Collectors.toUnmodifiableSet()),
				this.others);
	}

	List<PropertySource<?>> in(MutablePropertySources sources) {
		return sources.stream().filter(this::isFile).<PropertySource<?>>map((source) -> source).toList();
	}

	/** Those by which files are found: what is stronger, and the defaults. */
	List<PropertySource<?>> before(MutablePropertySources sources) {
		List<PropertySource<?>> all = sources.stream().<PropertySource<?>>map((source) -> source).toList();
		int last = last(all);
		List<PropertySource<?>> given = new ArrayList<>();
		for (int i = 0; i < all.size(); i++) {
			PropertySource<?> source = all.get(i);
			boolean counts = i <= last || ConfigDataStart.DEFAULT_PROPERTIES.equals(source.getName());
			if (counts && !isFile(source) && !isAttached(source)) {
				given.add(source);
			}
		}
		return given;
	}

	/**
	 * All sources of an environment, with others in the place of its files.
	 * @param sources those of the environment
	 * @param files the others, the strongest first
	 * @return all, the strongest first
	 */
	List<PropertySource<?>> replaced(MutablePropertySources sources, List<PropertySource<?>> files) {
		List<PropertySource<?>> all = sources.stream().<PropertySource<?>>map((source) -> source).toList();
		Deque<PropertySource<?>> coming = new ArrayDeque<>(files);
		List<PropertySource<?>> result = new ArrayList<>();
		int last = last(all);
		if (last < 0) {
			result.addAll(coming);
			coming.clear();
		}
		for (int i = 0; i < all.size(); i++) {
			PropertySource<?> source = all.get(i);
			if (!isFile(source)) {
				result.add(source);
			}
			else if (coming.contains(source)) {
				takeUpTo(source, coming, result);
			}
			if (i == last) {
				takeAll(coming, result);
			}
		}
		return result;
	}

	/**
	 * Makes an environment have these sources, in this order. Each one that was there by
	 * its name is exchanged at once, so that no property is missing meanwhile.
	 * @param sources those of the environment
	 * @param wanted all of them, as {@link #replaced} has worked out
	 */
	void arrange(MutablePropertySources sources, List<PropertySource<?>> wanted) {
		for (PropertySource<?> source : wanted) {
			if (sources.contains(source.getName())) {
				sources.replace(source.getName(), source);
			}
		}
		sources.stream()
			.filter((source) -> isFile(source) && !wanted.contains(source))
			.toList()
			.forEach((source) -> sources.remove(source.getName()));
		for (int i = 0; i < wanted.size(); i++) {
			place(sources, wanted, i);
		}
	}

	static boolean isAttached(PropertySource<?> source) {
		return ConfigurationPropertySources.isAttachedConfigurationPropertySource(source);
	}

	private static void place(MutablePropertySources sources, List<PropertySource<?>> wanted, int index) {
		PropertySource<?> source = wanted.get(index);
		if (sources.precedenceOf(source) == index) {
			return;
		}
		if (index == 0) {
			sources.addFirst(source);
		}
		else {
			sources.addAfter(wanted.get(index - 1).getName(), source);
		}
	}

	/** The place after which nothing is from a file, or by which files are found. */
	private int last(List<PropertySource<?>> all) {
		int last = -1;
		boolean anyFile = all.stream().anyMatch(this::isFile);
		for (int i = 0; i < all.size(); i++) {
			if (anyFile ? isFile(all.get(i)) : this.others.contains(all.get(i).getName())) {
				last = i;
			}
		}
		return last;
	}

	private boolean isFile(PropertySource<?> source) {
		return this.names.contains(source.getName()) || ConfigDataStart.isOfFile(source.getName());
	}

	private static void takeUpTo(PropertySource<?> end, Deque<PropertySource<?>> coming,
			List<PropertySource<?>> result) {
		Set<String> taken = new HashSet<>();
		while (!taken.contains(end.getName())) {
			PropertySource<?> next = coming.removeFirst();
			taken.add(next.getName());
			result.add(next);
		}
	}

	private static void takeAll(Deque<PropertySource<?>> coming, List<PropertySource<?>> result) {
		result.addAll(coming);
		coming.clear();
	}

}
