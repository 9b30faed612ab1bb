package io.workerlifecycle.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.name.RelaxedName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class DynamicJobRaceTests {

	private static final int THREADS = 64;

	private final ExecutorService pool = Executors.newCachedThreadPool();

	private final JobBench bench = new JobBench(this.pool).started();

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final AtomicInteger runs = new AtomicInteger();

	@AfterEach
	void endThreads() {
		this.pool.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void atMostOneExecutionRunsWhileItsJobComesChangesAndGoes(long seed) throws Exception {
		List<Future<?>> callers = new ArrayList<>();
		for (int caller = 0; caller < THREADS; caller++) {
			Random random = new Random(seed * 97 + caller);
			callers.add(this.pool.submit(() -> {
				for (int step = 0; step < 60; step++) {
					command(random.nextInt(8));
				}
			}));
		}
		for (Future<?> caller : callers) {
			caller.get();
		}
		assertThat(this.runs).hasPositiveValue();
		assertThat(this.most).hasValue(1);
		add();
		this.bench.registry.remove("a", StopMode.WAIT);
		Awaitility.await().untilAsserted(() -> assertThat(this.bench.time.pendingTimers()).isZero());
	}

	private void command(int which) {
		try {
			switch (which) {
				case 0 -> add();
				case 1 -> this.bench.registry.remove("a", StopMode.INTERRUPT);
				case 2 -> this.bench.registry.reschedule("a", new JobTrigger.FixedRate(Duration.ofMillis(3)));
				case 3 -> reconfigure(List.of(JobDeclaration.of(RelaxedName.of("a"),
						new NamedMethod(new JobBench.BodyBean(this::count), "body", "run", "here"))));
				case 4 -> reconfigure(List.of());
				case 5 -> this.bench.advance(Duration.ofMillis(5));
				default -> this.bench.registry.trigger("a");
			}
		}
		catch (NoSuchJobException ex) {
			// Another thread has removed it.
			assertThat(ex.getMessage()).contains("'a'");
		}
	}

	private void reconfigure(List<JobDeclaration> defined) {
		JobAttributes byHand = JobAttributes.NONE.with(JobAttribute.CRON, "-", "test");
		this.bench.registry
			.reconfigure(new ConfiguredJobs((declaration) -> declaration.attributes().over(byHand), defined));
	}

	private void add() {
		this.bench.registry.add(JobDefinition.named("a").fixedRate(Duration.ofMillis(7)).action(this::count));
	}

	private void count(JobContext context) {
		this.most.accumulateAndGet(this.running.incrementAndGet(), Math::max);
		this.runs.incrementAndGet();
		Thread.yield();
		this.running.decrementAndGet();
	}

}
