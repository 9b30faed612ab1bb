package io.workerlifecycle.job;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class DecoratorStepTests {

	private final List<String> lines = new ArrayList<>();

	@Test
	void decoratorWrapsTheMethod() {
		trigger(new DecoratorStep((task) -> () -> {
			this.lines.add("before");
			task.run();
			this.lines.add("after");
		}));
		assertThat(this.lines).containsExactly("before", "run", "after");
	}

	@Test
	void decoratorThatThrowsFailsTheExecution() {
		assertThat(trigger(new DecoratorStep((task) -> {
			throw new IllegalStateException("decorator");
		})).lastExecution().outcome()).isEqualTo(JobOutcome.ERROR);
	}

	@Test
	void decoratorThatDoesNotRunTheTaskFailsTheExecution() {
		assertThat(trigger(new DecoratorStep((task) -> () -> {
		})).lastExecution().exception()).hasMessageContaining("did not run what it decorated");
	}

	private JobSnapshot trigger(ExecutionStep step) {
		JobBench bench = new JobBench(Runnable::run, null, List.of(step));
		bench.job("a", (context) -> this.lines.add("run"), "CRON=-").registry.trigger("a");
		return bench.snapshot("a");
	}

}
