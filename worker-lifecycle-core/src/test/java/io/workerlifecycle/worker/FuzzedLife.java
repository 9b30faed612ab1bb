package io.workerlifecycle.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One life as its hooks saw it: what was entered on the way in, and what must follow on
 * the way out.
 */
final class FuzzedLife {

	private final String name;

	private final Consumer<String> violation;

	/** What must be called on the way out, in this order. */
	private final List<String> closers = new ArrayList<>();

	private final List<String> interceptors = new ArrayList<>();

	private final List<String> left = new ArrayList<>();

	private boolean startUpEntered;

	private boolean over;

	FuzzedLife(String name, Consumer<String> violation) {
		this.name = name;
		this.violation = violation;
	}

	void interceptorEntered(String interceptor) {
		this.interceptors.add(0, interceptor);
	}

	void startUpEntered() {
		if (this.startUpEntered) {
			this.violation.accept(this.name + ": onStartup twice in one life");
		}
		this.startUpEntered = true;
	}

	void opened(String closer) {
		this.closers.add(0, closer);
	}

	void left(String what) {
		this.left.add(what);
	}

	/** The last interceptor has been left. */
	void ends() {
		this.over = true;
		check();
	}

	boolean isOver() {
		return this.over;
	}

	private void check() {
		List<String> expected = new ArrayList<>();
		this.interceptors.forEach((each) -> expected.add("beforeStop " + each));
		expected.addAll(this.closers);
		if (this.startUpEntered) {
			expected.add("onShutdown");
		}
		this.interceptors.forEach((each) -> expected.add("afterStop " + each));
		if (!expected.equals(this.left)) {
			this.violation.accept(this.name + " left " + this.left + " instead of " + expected);
		}
	}

	@Override
	public String toString() {
		return this.name + (this.over ? " (over)" : " (entered " + this.interceptors + ", left " + this.left + ")");
	}

}
