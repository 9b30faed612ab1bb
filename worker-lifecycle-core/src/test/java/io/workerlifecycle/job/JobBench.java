package io.workerlifecycle.job;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.phase.PhaseTimeouts;
import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.VirtualTimeSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.util.ReflectionUtils;

/**
 * Jobs in virtual time. Executions wait in a queue until the test runs them, unless it
 * brings threads.
 */
final class JobBench {

	private static final JobAttributes UTC = JobAttributes.NONE.with(JobAttribute.ZONE, "UTC", "test");

	static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	final VirtualTimeSource time = new VirtualTimeSource(START);

	final Queue<Runnable> handedOver = new ArrayDeque<>();

	final List<Object> events = new CopyOnWriteArrayList<>();

	final List<String> observed = new CopyOnWriteArrayList<>();

	/** Like the time itself, it moves only when told. */
	final Shutdown shutdown = new Shutdown(this.time, Duration.ofSeconds(25));

	/** What is configured for every job. */
	JobAttributes properties = JobAttributes.NONE;

	final JobRegistry registry;

	final JobsLifecycle lifecycle;

	/** For a lifecycle outside of any context. */
	JobsLifecycle.Startup startup() {
		return new JobsLifecycle.Startup(true, new PhaseTimeouts(new DefaultListableBeanFactory(), Duration.ZERO),
				this.shutdown);
	}

	JobBench() {
		this(null, null, List.of());
	}

	JobBench(Executor executor) {
		this(executor, null, List.of());
	}

	JobBench(Executor executor, TimeSource otherTime, List<ExecutionStep> steps) {
		this(executor, otherTime, steps, LogContext.NONE);
	}

	JobBench(Executor executor, TimeSource otherTime, List<ExecutionStep> steps, LogContext logContext) {
		this(executor, Integer.MAX_VALUE, otherTime, steps, logContext, null);
	}

	/** Bounds how many executions have a thread at once. */
	JobBench(Executor executor, int most) {
		this(executor, most, null, List.of(), LogContext.NONE, null);
	}

	/** Jobs that remember. */
	JobBench(Executor executor, VirtualTimeSource time, Path stateFile) {
		this(executor, Integer.MAX_VALUE, time, List.of(), LogContext.NONE, stateFile);
	}

	private JobBench(Executor executor, int most, TimeSource otherTime, List<ExecutionStep> steps,
			LogContext logContext, Path stateFile) {
		TimeSource used = (otherTime != null) ? otherTime : this.time;
		JobThreads threads = new JobThreads((executor != null) ? executor : this.handedOver::add, most);
		JobAudience audience = new JobAudience(this.events::add, List.of(new Observer()), logContext);
		this.registry = new JobRegistry(new JobResources(used, threads, steps, audience, stateFile),
				(declaration) -> this.properties.over(declaration.attributes()).over(UTC),
				new JobNotices(audience, Runnable::run, Runnable::run), Runnable::run);
		this.lifecycle = new JobsLifecycle(this.registry, used, new KeepAlive(), startup(), Runnable::run);
	}

	JobBench job(String name, Body body, String... attributes) {
		Method method = ReflectionUtils.findMethod(BodyBean.class, "run", JobContext.class);
		JobMethod jobMethod = new JobMethod(new BodyBean(body), method, BodyBean.class);
		JobAttributes all = JobAttributes.NONE;
		for (String attribute : attributes) {
			int equals = attribute.indexOf('=');
			all = all.with(JobAttribute.valueOf(attribute.substring(0, equals)), attribute.substring(equals + 1),
					"test");
		}
		JobDeclaration declaration = new JobDeclaration(RelaxedName.of(name), name, jobMethod, all);
		this.registry.register(declaration);
		return this;
	}

	JobBench started() {
		this.lifecycle.start();
		return this;
	}

	void advance(Duration duration) {
		this.time.advance(duration);
	}

	/** Runs what was handed over, as threads would. */
	int runHandedOver() {
		int count = 0;
		for (Runnable next = this.handedOver.poll(); next != null; next = this.handedOver.poll()) {
			next.run();
			count++;
		}
		return count;
	}

	JobSnapshot snapshot(String name) {
		return this.registry.find(name).orElseThrow();
	}

	List<JobSkippedEvent> skipped() {
		return this.events.stream().filter(JobSkippedEvent.class::isInstance).map(JobSkippedEvent.class::cast).toList();
	}

	List<JobFinishedEvent> finished() {
		return this.events.stream()
			.filter(JobFinishedEvent.class::isInstance)
			.map(JobFinishedEvent.class::cast)
			.toList();
	}

	interface Body {

		void run(JobContext context) throws Exception;

	}

	static final class BodyBean {

		private final Body body;

		BodyBean(Body body) {
			this.body = body;
		}

		public void run(JobContext context) throws Exception {
			this.body.run(context);
		}

	}

	/** Notes the seconds since the start at which it ran. */
	static final class Times implements Body {

		final List<Long> seconds = new ArrayList<>();

		private final VirtualTimeSource time;

		Times(VirtualTimeSource time) {
			this.time = time;
		}

		@Override
		public void run(JobContext context) {
			this.seconds.add(Duration.between(START, this.time.now()).toSeconds());
		}

	}

	private final class Observer implements JobObserver {

		@Override
		public JobRecorder observe(String jobName, LiveJob job) {
			JobBench.this.observed.add("registered " + jobName);
			return new Recorder(jobName);
		}

	}

	private final class Recorder implements JobRecorder {

		private final String jobName;

		Recorder(String jobName) {
			this.jobName = jobName;
		}

		@Override
		public void stuck(JobStuckEvent event) {
			JobBench.this.observed.add("stuck " + event.jobName());
		}

		@Override
		public void finished(JobExecution execution) {
			JobBench.this.observed.add("finished " + this.jobName + " " + execution.outcome());
		}

		@Override
		public void refused(RefusalReason reason) {
			JobBench.this.observed.add("refused " + this.jobName + " " + reason);
		}

	}

}
