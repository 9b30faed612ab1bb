package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Executions that are numbers for a while, and executions again.
 */
@Timeout(10)
class PastExecutionsTests {

	private static final Instant LATE = Instant.parse("2026-03-01T12:00:00.999999999Z");

	private final PastExecutions past = new PastExecutions();

	private final Deque<JobExecution> expected = new ArrayDeque<>();

	private final Random random = new Random(4);

	@Test
	void nothingIsThereBeforeTheFirst() {
		assertThat(this.past.latest(20)).isEmpty();
	}

	@Test
	void everyPartOfAnExecutionComesBack() {
		for (TriggerKind kind : TriggerKind.values()) {
			for (JobOutcome outcome : JobOutcome.values()) {
				add(execution(kind, outcome), 1_000);
			}
		}
		assertThat(this.past.latest(1_000)).containsExactlyElementsOf(this.expected);
	}

	@Test
	void latestStaysWhereNoneMayBeKept() {
		add(execution(TriggerKind.SCHEDULED, JobOutcome.SUCCESS), 0);
		add(execution(TriggerKind.MANUAL, JobOutcome.ERROR), 0);
		assertThat(this.past.latest(20)).containsExactly(this.expected.getFirst());
	}

	@Test
	void latestAreKeptWhileTheirNumberChanges() {
		for (int i = 0; i < 2_000; i++) {
			int most = 1 + this.random.nextInt(25);
			add(execution(TriggerKind.SCHEDULED, JobOutcome.values()[this.random.nextInt(4)]), most);
			while (this.expected.size() > most) {
				this.expected.removeLast();
			}
			assertThat(this.past.latest(25)).containsExactlyElementsOf(this.expected);
		}
	}

	private void add(JobExecution execution, int most) {
		long number = Long.parseLong(execution.id().substring(2));
		this.past.add(new ActiveExecution("p-", number, "a", Firing.at(TriggerKind.MANUAL, LATE)), execution, most);
		this.expected.addFirst(execution);
	}

	private JobExecution execution(TriggerKind kind, JobOutcome outcome) {
		Throwable exception = outcome.isFailure() ? new IllegalStateException("on purpose") : null;
		return new JobExecution("p-" + this.random.nextInt(Integer.MAX_VALUE), kind, moment(), moment(),
				Duration.ofNanos(this.random.nextLong(Long.MAX_VALUE)), Duration.ofNanos(this.random.nextInt()),
				this.random.nextInt(Integer.MAX_VALUE), outcome, exception);
	}

	private Instant moment() {
		return List.of(LATE, Instant.EPOCH, Instant.parse("1969-12-31T23:59:59.000000001Z"), Instant.MAX)
			.get(this.random.nextInt(4));
	}

}
