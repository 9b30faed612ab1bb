package io.workerlifecycle.autoconfigure.process;

import java.util.List;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.properties.WorkerLifecycleProperties;
import io.workerlifecycle.job.JobRegistry;
import io.workerlifecycle.phase.PhaseTimeouts;
import io.workerlifecycle.shutdown.DrainReport;
import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.worker.WorkerSupervisor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Brackets each run of an application: before anything of ours starts it tells the plan,
 * after everything of ours has stopped it tells how each ended, while logging and
 * registries are still there. In between, it lets the budget of the stop begin, as the
 * first to hear that the own context closes.
 */
final class ApplicationRun implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, Ordered {

	/** Above that of Spring Boot, which takes the logging system down. */
	static final int PHASE = Integer.MIN_VALUE + 2;

	private static final Log logger = LogFactory.getLog(ApplicationRun.class);

	private final ConfigurableApplicationContext context;

	private final Shutdown shutdown;

	private final PhaseTimeouts phases;

	private final WorkerLifecycleProperties properties;

	/** Written by Spring's lifecycle processor, one call after the other. */
	private volatile boolean running;

	/**
	 * Creates the bracket of a context. Workers and jobs are looked up late, since Spring
	 * would start what this depends on before it.
	 */
	ApplicationRun(ConfigurableApplicationContext context, Shutdown shutdown, PhaseTimeouts phases,
			WorkerLifecycleProperties properties) {
		this.context = context;
		this.shutdown = shutdown;
		this.phases = phases;
		this.properties = properties;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void start() {
		own(WorkerSupervisor.class).forEach(WorkerSupervisor::applicationStarts);
		this.running = true;
		List<StartStep> steps = Stream.concat(workers(), jobs()).toList();
		if (!steps.isEmpty()) {
			tell(StartPlan.of(steps, new StopPlan.Limits(this.shutdown.budget(), this.phases.general(),
					OtherPhase.in(this.context.getBeanFactory()))));
		}
	}

	@Override
	public void stop() {
		this.running = false;
		own(WorkerSupervisor.class).forEach(WorkerSupervisor::applicationStopped);
		DrainReport report = this.shutdown.takeReport();
		String text = "Drain report:\n  " + String.join("\n  ", report.lines());
		if (report.isForced()) {
			logger.warn(text);
		}
		else if (report.isEmpty()) {
			logger.debug("Drain report: " + String.join("", report.lines()));
		}
		else {
			logger.info(text);
		}
	}

	/** The close of any other context, of a child too, is not the business of this. */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.shutdown.begin();
		}
	}

	private Stream<StartStep> workers() {
		return own(WorkerSupervisor.class).flatMap((supervisor) -> supervisor.list().stream())
			.map((worker) -> StartStep.of(worker, notes(worker.name())));
	}

	private List<String> notes(String worker) {
		return own(StartNotes.class).flatMap((notes) -> notes.of(worker).stream()).toList();
	}

	private Stream<StartStep> jobs() {
		Stream<StartStep> jobs = own(JobRegistry.class).flatMap((registry) -> registry.list().stream())
			.map(StartStep::of);
		return this.properties.autoStartup() ? jobs : jobs.map(StartStep::byHand);
	}

	/** Not those of a parent, which has its own run. */
	private <T> Stream<T> own(Class<T> type) {
		return Stream.of(this.context.getBeanNamesForType(type)).map((name) -> this.context.getBean(name, type));
	}

	private static void tell(StartPlan plan) {
		logger.info(String.join("\n", plan.lines()));
		plan.stop().warnings().forEach(logger::warn);
	}

}
