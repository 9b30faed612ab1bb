package io.workerlifecycle.job;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.phase.PhaseTimeouts;
import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.SerialExecutor;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Starts and stops the jobs of a context, as often as it likes. A stop refuses what is
 * new, asks what runs to end, interrupts it after the stop-timeout of its job, and goes
 * on without it a second after that; all within the budget of the whole stop. Neither
 * start nor stop waits.
 *
 * @since 0.1.0
 */
public final class JobsLifecycle
		implements SmartLifecycle, ApplicationContextAware, ApplicationListener<ContextClosedEvent>, AutoCloseable {

	/**
	 * Before the message listeners when the application starts, after them when it stops.
	 */
	public static final int PHASE = Integer.MAX_VALUE - 256;

	/** Beyond the stop-timeout: the grace after an interrupt, and some air. */
	private static final Duration STOP_MARGIN = Duration.ofSeconds(3);

	/** Beyond the budget of the whole stop. */
	private static final Duration BUDGET_MARGIN = Duration.ofSeconds(2);

	/**
	 * Held while jobs are switched on or off, so that what a start opens no stop beside
	 * it closes. Comes before the lock of the commands on jobs.
	 */
	private final ReentrantLock switching = new ReentrantLock();

	/** Comes last; under it nothing is called. */
	private final ReentrantLock lock = new ReentrantLock();

	private final JobRegistry jobs;

	private final TimeSource time;

	private final KeepAlive keepAlive;

	private final Startup startup;

	private final Executor steps;

	/** Guarded by the lock for writing. */
	private volatile State state = new State.New();

	private @Nullable ApplicationContext context;

	/**
	 * Creates a lifecycle that has not started.
	 * @param jobs the jobs
	 * @param time the source of time
	 * @param keepAlive held while there are jobs that fire, and executions of them
	 * @param startup whether jobs start with their context, and how long its phases may
	 * take
	 */
	public JobsLifecycle(JobRegistry jobs, TimeSource time, KeepAlive keepAlive, Startup startup) {
		this(jobs, time, keepAlive, startup, new SerialExecutor("job-stop"));
	}

	JobsLifecycle(JobRegistry jobs, TimeSource time, KeepAlive keepAlive, Startup startup, Executor steps) {
		this.jobs = jobs;
		this.time = time;
		this.keepAlive = keepAlive;
		this.startup = startup;
		this.steps = steps;
		jobs.tellWhetherJobsFire(new Holding());
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		this.context = applicationContext;
	}

	@Override
	public boolean isAutoStartup() {
		return this.startup.automatic();
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * True while there is anything to stop: jobs that fire, or, when the application
	 * closes before they ever did, an execution by hand. Before that it would keep Spring
	 * from starting them.
	 */
	@Override
	public boolean isRunning() {
		State current = this.state;
		return current instanceof State.Started || current instanceof State.Stopping
				|| (current instanceof State.New && this.jobs.isClosed() && !this.jobs.running().isEmpty());
	}

	@Override
	public void start() {
		switched(() -> {
			if (!(move(new State.Started()) instanceof State.Started)) {
				this.jobs.startFiring();
			}
		});
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.startup.phases().raise(PHASE, this.jobs.longestStopTimeout().plus(STOP_MARGIN));
		this.startup.phases().raise(PHASE, this.startup.shutdown().budget().plus(BUDGET_MARGIN));
		State.Stopping stopping = new State.Stopping(new StopCallback(callback, this.time, this.steps));
		switched(() -> {
			move(stopping);
			switchOff();
		});
		Drain.Means means = new Drain.Means(this.time, this.steps, this.jobs.notices().marks());
		new Drain(means, this.startup.shutdown(), () -> drained(stopping)).begin(this.jobs.running(),
				Thread.currentThread());
	}

	/**
	 * Stops the clock of the jobs as soon as their own context begins to close, while
	 * others still end before them.
	 */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			switched(this::switchOff);
		}
	}

	@Override
	public void close() {
		switched(this::switchOff);
		this.keepAlive.release(this);
		if (this.steps instanceof SerialExecutor serial) {
			serial.close();
		}
	}

	private void drained(State.Stopping stopping) {
		this.lock.lock();
		try {
			if (this.state == stopping) {
				this.state = new State.Stopped();
				this.keepAlive.release(this);
			}
		}
		finally {
			this.lock.unlock();
		}
		stopping.callback().callAfter(this.jobs.notices());
	}

	private void switchOff() {
		this.jobs.stopFiring();
		this.jobs.closeIntake();
	}

	private void switched(Runnable change) {
		this.switching.lock();
		try {
			change.run();
		}
		finally {
			this.switching.unlock();
		}
	}

	private State move(State next) {
		this.lock.lock();
		try {
			State before = this.state;
			this.state = next;
			return before;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What the application says of starts and stops.
	 *
	 * @param automatic whether jobs start with their context
	 * @param phases where the phase of jobs gets its time to stop
	 * @param shutdown limits what the stop of the application may take, and reports it
	 */
	public record Startup(boolean automatic, PhaseTimeouts phases, Shutdown shutdown) {
	}

	private final class Holding implements FiringListener {

		@Override
		public void firing() {
			JobsLifecycle.this.keepAlive.hold(JobsLifecycle.this);
		}

		@Override
		public void idle() {
			JobsLifecycle.this.keepAlive.release(JobsLifecycle.this);
		}

	}

	private sealed interface State {

		/** Never started: nothing fires, but by hand. */
		record New() implements State {
		}

		record Started() implements State {
		}

		/** Told apart by identity: one for each stop. */
		record Stopping(StopCallback callback) implements State {
		}

		record Stopped() implements State {
		}

	}

}
