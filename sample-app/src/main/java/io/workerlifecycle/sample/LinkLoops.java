package io.workerlifecycle.sample;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the links that lead around in circles when someone follows them, each one at most
 * once and without following any: those that lead to a directory above themselves, and
 * those that close a circle through other links.
 */
final class LinkLoops {

	private static final String AFTER_ALL_ASCII = "\u007f";

	private final NavigableMap<String, List<TreeLink>> linksByDirectory = new TreeMap<>();

	private final Set<TreeLink> loops = new LinkedHashSet<>();

	private final Set<TreeLink> entered = new HashSet<>();

	private final Set<TreeLink> onPath = new HashSet<>();

	private LinkLoops() {
	}

	static List<TreeLink> among(List<TreeLink> links) {
		LinkLoops search = new LinkLoops();
		links.forEach(search::sort);
		search.linksByDirectory.values().forEach((group) -> group.forEach(search::follow));
		return List.copyOf(search.loops);
	}

	private void sort(TreeLink link) {
		if (link.leadsUp()) {
			this.loops.add(link);
			return;
		}
		this.linksByDirectory.computeIfAbsent(link.from().encoded(), (from) -> new ArrayList<>()).add(link);
	}

	// Depth first with an own stack: a chain of links may be longer than a thread's
	// stack.
	private void follow(TreeLink start) {
		Deque<Step> path = new ArrayDeque<>();
		enter(start, path);
		while (!path.isEmpty()) {
			Step step = path.peek();
			if (step.next().hasNext()) {
				TreeLink next = step.next().next();
				if (this.onPath.contains(next)) {
					this.loops.add(step.link());
				}
				enter(next, path);
			}
			else {
				this.onPath.remove(path.pop().link());
			}
		}
	}

	private void enter(TreeLink link, Deque<Step> path) {
		if (this.entered.add(link)) {
			this.onPath.add(link);
			path.push(new Step(link, reachableFrom(link.to().encoded())));
		}
	}

	private Iterator<TreeLink> reachableFrom(String directory) {
		return this.linksByDirectory.subMap(directory, directory + AFTER_ALL_ASCII)
			.values()
			.stream()
			.flatMap(List::stream)
			.iterator();
	}

	private record Step(TreeLink link, Iterator<TreeLink> next) {
	}

}
