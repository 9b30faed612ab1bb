package io.workerlifecycle.job;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the threads of jobs are called. There is one, and it is this one.
 */
@Timeout(20)
class JobThreadsTests {

	private static final int RUSH = 100;

	private final Queue<Runnable> started = new ArrayDeque<>();

	private final JobThreads threads = new JobThreads(this.started::add, 1);

	private final List<String> names = new ArrayList<>();

	private final String own = Thread.currentThread().getName();

	@Test
	void threadIsNamedAfterEachJobAndHasItsOwnNameAgainInTheEnd() {
		come("a");
		come("b");

		this.started.remove().run();

		assertThat(this.names).containsExactly("job-a", "job-b");
		assertThat(Thread.currentThread().getName()).isEqualTo(this.own);
	}

	@Test
	void threadKeepsItsOwnNameWhileManyWaitBehindTheExecution() {
		come("first");
		for (int i = 0; i < RUSH + 2; i++) {
			come("waiting-" + i);
		}

		this.started.remove().run();

		assertThat(this.names).hasSize(RUSH + 3).startsWith("job-first", this.own, "job-waiting-1", "job-waiting-2");
		assertThat(Collections.frequency(this.names, this.own)).isOne();
	}

	@Test
	void nameThatAnExecutionGivesItsThreadIsForgotten() {
		come("a", () -> Thread.currentThread().setName("mine"));
		come("a");

		this.started.remove().run();

		assertThat(this.names).containsExactly("job-a", "job-a");
	}

	private void come(String name) {
		come(name, () -> {
		});
	}

	private void come(String name, Runnable body) {
		ActiveExecution execution = new ActiveExecution("test-", 1, name, Firing.at(TriggerKind.MANUAL, Instant.EPOCH));
		assertThat(this.threads.run(new JobThreads.Task(job(name), execution, 0, () -> {
			this.names.add(Thread.currentThread().getName());
			body.run();
		}))).isTrue();
	}

	private Job job(String name) {
		JobMethod method = new JobMethod(this, ReflectionUtils.findMethod(Object.class, "hashCode"), getClass());
		JobDeclaration declaration = new JobDeclaration(RelaxedName.of(name), name, method,
				JobAttributes.NONE.with(JobAttribute.CRON, "-", "test"));
		// It never fires by itself, and so needs no chain.
		return new Job(JobPlan.of(declaration, JobAttributes.NONE, JobSettingsResolver.AS_DECLARED),
				new VirtualTimeSource(Instant.EPOCH), null);
	}

}
