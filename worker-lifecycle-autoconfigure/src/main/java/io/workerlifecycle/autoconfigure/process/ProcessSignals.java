package io.workerlifecycle.autoconfigure.process;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The signals of the process, and the applications in it that want them. A signal has one
 * action in a process, so there is one of these too. What was taken is kept until the end
 * of the process: it does no harm when the applications are closed, and in between two
 * contexts, as DevTools makes them, a signal must not end the process. Safe for use by
 * several threads.
 */
final class ProcessSignals {

	/** The only one outside of tests. */
	static final ProcessSignals JVM = new ProcessSignals(new JvmSignals(), new JvmEnd(), System::nanoTime);

	private static final Log logger = LogFactory.getLog(ProcessSignals.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final SignalSource source;

	private final StopSignals stop;

	/**
	 * Held weakly, since nobody tells when an application is gone with all its threads.
	 */
	private final Set<UnfinishedWork> unfinished = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	/** What came of each signal, by its name; guarded by the lock. */
	private final Map<String, SignalAnswer> answers = new HashMap<>();

	private final Map<ReloadSignal, Set<SignalledApplication>> applications = new EnumMap<>(ReloadSignal.class);

	/**
	 * Creates the signals of a process that has taken none.
	 * @param source where signals come from
	 * @param end the ways to end the process
	 * @param nanoTime the time, as {@link System#nanoTime()} counts it
	 */
	ProcessSignals(SignalSource source, ProcessEnd end, LongSupplier nanoTime) {
		this.source = source;
		this.stop = new StopSignals(end, this::unfinished, nanoTime);
		for (ReloadSignal signal : ReloadSignal.values()) {
			this.applications.put(signal, new CopyOnWriteArraySet<>());
		}
	}

	/**
	 * Takes the signals that an application wants.
	 * @param plan what it wants
	 * @param application who is told of the signal that reloads
	 * @return what came of the signals that nobody in this process had wanted before
	 */
	SignalReport take(SignalPlan plan, SignalledApplication application) {
		this.lock.lock();
		try {
			SignalAnswer stopAnswer = (plan.second() == SecondSignal.HALT) ? takeStop() : null;
			SignalAnswer reloadAnswer = (plan.reload() != ReloadSignal.NONE) ? takeReload(plan.reload(), application)
					: null;
			return new SignalReport(stopAnswer, plan.reload(), reloadAnswer);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** No signal reloads the application any more. */
	void leave(SignalledApplication application) {
		all(application.signal()).remove(application);
	}

	/**
	 * The application cannot reload at all: its signal does again what it did before,
	 * unless another application wants it.
	 */
	void giveBack(SignalledApplication application) {
		this.lock.lock();
		try {
			leave(application);
			ReloadSignal signal = application.signal();
			if (all(signal).isEmpty() && this.answers.remove(signal.name()) instanceof SignalAnswer.Taken taken) {
				taken.giveBack().run();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The signal that reloads an application at this moment.
	 * @return its name, {@code null} if there is none
	 */
	@Nullable String reloading() {
		this.lock.lock();
		try {
			return this.applications.entrySet()
				.stream()
				.filter((entry) -> !entry.getValue().isEmpty())
				.map((entry) -> entry.getKey().name())
				.filter((name) -> this.answers.get(name) instanceof SignalAnswer.Taken)
				.findFirst()
				.orElse(null);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Tells of this work, too, when the process ends at once.
	 */
	void tellOf(UnfinishedWork work) {
		this.unfinished.add(work);
	}

	private @Nullable SignalAnswer takeStop() {
		SignalAnswer term = takeNew(StopSignal.TERM.name(), () -> this.stop.received(StopSignal.TERM));
		takeNew(StopSignal.INT.name(), () -> this.stop.received(StopSignal.INT));
		return term;
	}

	private @Nullable SignalAnswer takeReload(ReloadSignal signal, SignalledApplication application) {
		all(signal).add(application);
		return takeNew(signal.name(), () -> received(signal));
	}

	private void received(ReloadSignal signal) {
		Set<SignalledApplication> all = all(signal);
		all.forEach(SignalledApplication::received);
		if (all.isEmpty()) {
			logger.info("SIG" + signal + " has come, and nothing is reloaded, since the application closes");
		}
	}

	private Set<SignalledApplication> all(ReloadSignal signal) {
		return Objects.requireNonNull(this.applications.get(signal));
	}

	private @Nullable SignalAnswer takeNew(String name, Runnable action) {
		if (this.answers.containsKey(name)) {
			return null;
		}
		SignalAnswer answer = this.source.take(name, action);
		this.answers.put(name, answer);
		return answer;
	}

	private List<String> unfinished() {
		List<UnfinishedWork> all = List.copyOf(this.unfinished);
		List<String> names = new ArrayList<>();
		all.forEach((work) -> names.addAll(work.names()));
		return names;
	}

}
