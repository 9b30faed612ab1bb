package io.workerlifecycle.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.workerlifecycle.thread.LogContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The marks on what is logged, in virtual time.
 */
@Timeout(10)
class JobMarksTests {

	private final Marks marks = new Marks();

	private final List<String> seen = new ArrayList<>();

	@Test
	void stepsAndMethodOfAnExecutionAreMarked() {
		JobBench bench = new JobBench(Runnable::run, null, List.of((invocation, rest) -> {
			note();
			return rest.get();
		}), this.marks);
		bench.job("a", (context) -> note(), "CRON=-").registry.trigger("a");
		String mark = "{execution=" + bench.snapshot("a").lastExecution().id() + ", job=a}";
		assertThat(this.seen).containsExactly(mark, mark);
		assertThat(this.marks.current).isEmpty();
	}

	@Test
	void nextExecutionHasItsOwnMarks() {
		JobBench bench = new JobBench(Runnable::run, null, List.of(), this.marks);
		bench.job("a", (context) -> note(), "CRON=-");
		bench.registry.trigger("a");
		bench.registry.trigger("a");
		assertThat(this.seen).hasSize(2).doesNotHaveDuplicates();
	}

	@Test
	void contextThatThrowsCostsTheMarksOnly() {
		JobBench bench = new JobBench(Runnable::run, null, List.of(), new LogContext() {
			@Override
			public <V> V call(String key, String value, Supplier<V> action) {
				throw new IllegalStateException("no context");
			}
		});
		bench.job("a", (context) -> note(), "FIXED_RATE=1s").started().advance(Duration.ofSeconds(2));
		assertThat(this.seen).containsExactly("{}", "{}");
		assertThat(bench.snapshot("a").history()).extracting(JobExecution::outcome)
			.containsExactly(JobOutcome.SUCCESS, JobOutcome.SUCCESS);
		assertThat(bench.finished()).hasSize(2);
	}

	private void note() {
		this.seen.add(this.marks.current.toString());
	}

	private static final class Marks implements LogContext {

		private final Map<String, String> current = new TreeMap<>();

		@Override
		public <V> V call(String key, String value, Supplier<V> action) {
			this.current.put(key, value);
			try {
				return action.get();
			}
			finally {
				this.current.remove(key);
			}
		}

	}

}
