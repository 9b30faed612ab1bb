package io.workerlifecycle.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order in which listeners are told, with a log that takes its time.
 */
@Timeout(10)
class JobNoticesTests {

	private final Queue<Runnable> told = new ArrayDeque<>();

	private final List<Object> events = new ArrayList<>();

	private final JobNotices notices = new JobNotices(new JobAudience(this.events::add, List.of(), LogContext.NONE),
			this.told::add, Runnable::run);

	@Test
	void endIsToldAtOnceWhereNothingIsToBeLoggedBefore() throws Exception {
		this.notices.finished(job(), ended());
		assertThat(this.events).hasOnlyElementsOfType(JobFinishedEvent.class).hasSize(1);
		assertThat(this.told).isEmpty();
	}

	@Test
	void endComesAfterARefusalThatIsStillToBeLogged() throws Exception {
		this.notices.refused(job(), execution(), RefusalReason.OVERLAP);
		this.notices.finished(job(), ended());
		assertThat(this.events).isEmpty();
		this.told.forEach(Runnable::run);
		assertThat(this.events).hasExactlyElementsOfTypes(JobSkippedEvent.class, JobFinishedEvent.class);
	}

	@Test
	void endIsToldAtOnceAgainWhenAllBeforeItHasBeenLogged() throws Exception {
		this.notices.refused(job(), execution(), RefusalReason.OVERLAP);
		this.told.remove().run();
		this.notices.finished(job(), ended());
		assertThat(this.events).hasExactlyElementsOfTypes(JobSkippedEvent.class, JobFinishedEvent.class);
	}

	@Test
	void observerThatFailsOrHasNoRecorderLeavesTheJobToTheOthers() throws Exception {
		JobRecorder recorder = new JobRecorder() {
		};
		List<JobObserver> observers = List.of((name, observed) -> {
			throw new IllegalStateException("expected");
		}, (name, observed) -> null, (name, observed) -> recorder);
		Job job = job();
		new JobNotices(new JobAudience(this.events::add, observers, LogContext.NONE), Runnable::run, Runnable::run)
			.registered(job);
		assertThat(job.recorders()).containsExactly(recorder);
	}

	@Test
	void nothingIsToldAfterTheClose() throws Exception {
		this.notices.close();
		this.notices.finished(job(), ended());
		assertThat(this.events).isEmpty();
	}

	@Test
	void listenersOfAContextSeeTheEventAsTheyAlwaysDo() throws Exception {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			List<PayloadApplicationEvent<?>> seen = new ArrayList<>();
			context.addApplicationListener((event) -> {
				if (event instanceof PayloadApplicationEvent<?> payload) {
					seen.add(payload);
				}
			});
			context.refresh();
			JobFinishedEvent event = new JobFinishedEvent("a", ended());
			new JobAudience(context, List.of(), LogContext.NONE).publish(event);
			context.publishEvent(event);
			assertThat(seen).hasSize(2)
				.allMatch((one) -> one.getPayload() == event)
				.allMatch((one) -> one.getSource() == context);
			assertThat(seen.get(0).getResolvableType()).isEqualTo(seen.get(1).getResolvableType());
		}
	}

	private static ActiveExecution execution() {
		return new ActiveExecution("", 1, "a", Firing.at(TriggerKind.MANUAL, JobBench.START));
	}

	private static JobExecution ended() {
		return new JobExecution("1", TriggerKind.MANUAL, JobBench.START, JobBench.START, Duration.ZERO, Duration.ZERO,
				1, JobOutcome.SUCCESS, null);
	}

	private Job job() throws Exception {
		JobMethod method = new JobMethod(this, Object.class.getMethod("hashCode"), JobNoticesTests.class);
		JobAttributes attributes = JobAttributes.NONE.with(JobAttribute.CRON, "-", "test");
		JobDeclaration declaration = new JobDeclaration(RelaxedName.of("a"), "a", method, attributes);
		VirtualTimeSource time = new VirtualTimeSource(JobBench.START);
		ExecutionChain executions = new ExecutionChain(List.of(), time, this.notices,
				new ExecutionWatch(time, Runnable::run, this.notices));
		return new Job(JobPlan.of(declaration, JobAttributes.NONE, JobSettingsResolver.AS_DECLARED), time,
				new FiringChain(new IntakeGate(), List.of(), new JobThreads(Runnable::run, 1), executions,
						new JobMemory(null, time, new SharedCrons())));
	}

}
