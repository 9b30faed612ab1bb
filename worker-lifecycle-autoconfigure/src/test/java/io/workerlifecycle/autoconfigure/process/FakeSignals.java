package io.workerlifecycle.autoconfigure.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signals that a test sends, and ends of the process that it only notes.
 */
final class FakeSignals implements SignalSource, ProcessEnd {

	final Map<String, Runnable> actions = new HashMap<>();

	final Map<String, SignalAnswer> answers = new HashMap<>();

	/** What was taken and given back, in order. */
	final List<String> history = new CopyOnWriteArrayList<>();

	/** The ends of the process. */
	private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

	@Override
	public SignalAnswer take(String name, Runnable action) {
		this.history.add("take " + name);
		this.actions.put(name, action);
		return this.answers.getOrDefault(name, new SignalAnswer.Taken(() -> this.history.add("give back " + name)));
	}

	@Override
	public void exit(int code) {
		Thread thread = Thread.currentThread();
		this.ends.add("exit " + code + " on " + (thread.isDaemon() ? "daemon " : "") + thread.getName());
	}

	@Override
	public void putAway() {
		this.ends.add("put away");
	}

	@Override
	public void halt(int code) {
		this.ends.add("halt " + code);
	}

	void send(String name) {
		Runnable action = this.actions.get(name);
		assertThat(action).as("the action of " + name).isNotNull();
		action.run();
	}

	String nextEnd() throws InterruptedException {
		String end = this.ends.poll(30, TimeUnit.SECONDS);
		assertThat(end).as("an end of the process").isNotNull();
		return end;
	}

	boolean hasMoreEnds() {
		return !this.ends.isEmpty();
	}

}
