package io.workerlifecycle.job;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.time.VirtualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class FiringChainTests {

	private final VirtualTimeSource time = new VirtualTimeSource(JobBench.START);

	private final IntakeGate intake = new IntakeGate();

	private final List<Runnable> handedOver = new ArrayList<>();

	@Test
	void firingOvertakenByAStopIsRefusedAndLeavesTheSlot() throws Exception {
		FiringChain chain = chain((job, execution) -> {
			this.intake.close();
			return null;
		});
		Job job = job(chain);
		assertThat(chain.fire(job, Firing.at(TriggerKind.MANUAL, JobBench.START)))
			.isEqualTo(new FiringResult.Refused(RefusalReason.SHUTDOWN));
		assertThat(job.running()).isEmpty();
		assertThat(this.handedOver).isEmpty();
	}

	@Test
	void gateInBetweenMayRefuse() throws Exception {
		FiringChain chain = chain((job, execution) -> RefusalReason.POOL);
		Job job = job(chain);
		assertThat(chain.fire(job, Firing.at(TriggerKind.MANUAL, JobBench.START)))
			.isEqualTo(new FiringResult.Refused(RefusalReason.POOL));
		assertThat(job.running()).isEmpty();
	}

	private FiringChain chain(FiringGate gate) {
		JobNotices notices = new JobNotices(new JobAudience((event) -> {
		}, List.of(), LogContext.NONE), Runnable::run, Runnable::run);
		return new FiringChain(this.intake, List.of(gate), new JobThreads(this.handedOver::add, 1),
				new ExecutionChain(List.of(), this.time, notices,
						new ExecutionWatch(this.time, Runnable::run, notices)),
				new JobMemory(null, this.time, new SharedCrons()));
	}

	private Job job(FiringChain chain) throws Exception {
		JobMethod method = new JobMethod(this, Object.class.getMethod("hashCode"), FiringChainTests.class);
		JobAttributes attributes = JobAttributes.NONE.with(JobAttribute.CRON, "-", "test");
		JobDeclaration declaration = new JobDeclaration(RelaxedName.of("a"), "a", method, attributes);
		return new Job(JobPlan.of(declaration, JobAttributes.NONE, JobSettingsResolver.AS_DECLARED), this.time, chain);
	}

}
