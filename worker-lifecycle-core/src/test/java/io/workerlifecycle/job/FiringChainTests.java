package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class FiringChainTests {

	private final VirtualTimeSource time = new VirtualTimeSource(JobBench.START);

	private final IntakeGate intake = new IntakeGate();

	private final List<Runnable> handedOver = new ArrayList<>();

	/** Happens whenever the chain looks at the clock or sets a timer. */
	private Runnable meanwhile = () -> {
	};

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

	@Test
	void firingThatAStopOvertakesOnItsWayToAThreadDoesNotWaitForOne() throws Exception {
		FiringChain chain = chain((job, execution) -> null);
		chain.fire(job(chain), Firing.at(TriggerKind.MANUAL, JobBench.START));
		this.meanwhile = this.intake::close;
		Job second = job(chain);
		assertThat(chain.fire(second, Firing.at(TriggerKind.MANUAL, JobBench.START)))
			.isEqualTo(new FiringResult.Refused(RefusalReason.SHUTDOWN));
		assertThat(second.running()).isEmpty();
	}

	@Test
	void firingThatARemovalOvertakesOnItsWayToAThreadDoesNotWaitForOne() throws Exception {
		FiringChain chain = chain((job, execution) -> null);
		chain.fire(job(chain), Firing.at(TriggerKind.MANUAL, JobBench.START));
		Job second = job(chain);
		this.meanwhile = second.slot()::retire;
		assertThat(chain.fire(second, Firing.at(TriggerKind.MANUAL, JobBench.START)))
			.isEqualTo(new FiringResult.Refused(RefusalReason.SHUTDOWN));
		assertThat(second.running()).isEmpty();
	}

	@Test
	void firingThatAStopOvertakesOnItsWayToItsJobDoesNotWaitForIt() throws Exception {
		FiringChain chain = chain((job, execution) -> null);
		Job job = job(chain, Overlap.CANCEL_RUNNING);
		chain.fire(job, Firing.at(TriggerKind.MANUAL, JobBench.START));
		this.meanwhile = this.intake::close;
		assertThat(chain.fire(job, Firing.at(TriggerKind.MANUAL, JobBench.START)))
			.isEqualTo(new FiringResult.Refused(RefusalReason.SHUTDOWN));
		assertThat(job.slot().occupancy().waiting()).isNull();
	}

	private FiringChain chain(FiringGate gate) {
		JobNotices notices = new JobNotices(new JobAudience((event) -> {
		}, List.of(), LogContext.NONE), Runnable::run, Runnable::run);
		return new FiringChain(this.intake, List.of(gate), new JobThreads(this.handedOver::add, 1),
				new ExecutionChain(List.of(), new Meanwhile(), notices,
						new ExecutionWatch(new Meanwhile(), Runnable::run, notices)),
				new JobMemory(null, this.time, new SharedCrons()));
	}

	private Job job(FiringChain chain) throws Exception {
		return job(chain, Overlap.SKIP);
	}

	private Job job(FiringChain chain, Overlap overlap) throws Exception {
		JobMethod method = new JobMethod(this, Object.class.getMethod("hashCode"), FiringChainTests.class);
		JobAttributes attributes = JobAttributes.NONE.with(JobAttribute.CRON, "-", "test")
			.with(JobAttribute.OVERLAP, overlap.name(), "test");
		JobDeclaration declaration = new JobDeclaration(RelaxedName.of("a"), "a", method, attributes);
		return new Job(JobPlan.of(declaration, JobAttributes.NONE, JobSettingsResolver.AS_DECLARED), this.time, chain);
	}

	private final class Meanwhile implements TimeSource {

		@Override
		public Instant now() {
			return FiringChainTests.this.time.now();
		}

		@Override
		public long nanoTime() {
			FiringChainTests.this.meanwhile.run();
			return FiringChainTests.this.time.nanoTime();
		}

		@Override
		public Timer schedule(Duration delay, Runnable action) {
			FiringChainTests.this.meanwhile.run();
			return FiringChainTests.this.time.schedule(delay, action);
		}

	}

}
