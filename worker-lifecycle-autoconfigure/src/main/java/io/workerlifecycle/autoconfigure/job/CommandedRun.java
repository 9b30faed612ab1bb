package io.workerlifecycle.autoconfigure.job;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.workerlifecycle.autoconfigure.process.ApplicationExit;
import io.workerlifecycle.autoconfigure.process.Command;
import io.workerlifecycle.autoconfigure.process.InvalidCommandException;
import io.workerlifecycle.job.ExecutionResult;
import io.workerlifecycle.job.JobRegistry;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.NoSuchJobException;
import io.workerlifecycle.thread.KeepAlive;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Runs one job once and ends the application with what came of it, where the command line
 * asks for that; else it does nothing.
 * <p>
 * The job runs when the application accepts traffic, which is the last that a start
 * tells: runners and listeners of {@code ApplicationReadyEvent} have ended, and nothing
 * of the start meets a context that closes already.
 */
final class CommandedRun implements SmartInitializingSingleton,
		ApplicationListener<AvailabilityChangeEvent<ReadinessState>>, Ordered, AutoCloseable {

	private static final Log logger = LogFactory.getLog(CommandedRun.class);

	private final Command command;

	private final JobRegistry jobs;

	private final KeepAlive keepAlive;

	private final ApplicationExit exit;

	private final AtomicBoolean begun = new AtomicBoolean();

	CommandedRun(Command command, JobRegistry jobs, KeepAlive keepAlive, ApplicationExit exit) {
		this.command = command;
		this.jobs = jobs;
		this.keepAlive = keepAlive;
		this.exit = exit;
	}

	/** The last of all who hear of it. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.command instanceof Command.Run run) {
			JobSnapshot job = this.jobs.find(run.jobName()).orElseThrow(() -> unknown(run.jobName()));
			logger.info("This start runs the job '" + job.name()
					+ "' once and ends; no web server, no worker and no other job starts");
		}
	}

	@Override
	public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
		if (this.command instanceof Command.Run run && event.getState() == ReadinessState.ACCEPTING_TRAFFIC
				&& this.exit.isOf(event.getSource()) && this.begun.compareAndSet(false, true)) {
			this.keepAlive.hold(this);
			begin(run.jobName());
		}
	}

	/** The application was closed while the job ran, or after it. */
	@Override
	public void close() {
		this.keepAlive.release(this);
	}

	private void begin(String jobName) {
		try {
			this.jobs.run(jobName).thenAccept((result) -> ended(jobName, result));
		}
		catch (NoSuchJobException ex) {
			// It was there when the beans were made, and was removed since.
			this.keepAlive.release(this);
			throw unknown(jobName);
		}
	}

	private void ended(String jobName, ExecutionResult result) {
		RunEnd end = RunEnd.of(result);
		if (!this.exit.isUnderWay()) {
			logger.info(
					"The job '" + jobName + "' " + end.fact() + "; the application ends with exit code " + end.code());
			this.exit.onItsThread(() -> this.exit.inGoodOrder(end.code()));
		}
		else if (end.code() != 0) {
			// A signal has its own code, which this does not change. But somebody who
			// only closes the context leaves it to the job.
			this.exit.onItsThread(() -> this.exit.throughTheHook(end.code()));
		}
		this.keepAlive.release(this);
	}

	private InvalidCommandException unknown(String jobName) {
		List<String> names = this.jobs.list().stream().map(JobSnapshot::name).toList();
		return new InvalidCommandException("There is no job '" + jobName + "' to run.", names.isEmpty()
				? "There are no jobs in this application." : "The jobs are: " + String.join(", ", names) + ".");
	}

}
