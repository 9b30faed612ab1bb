package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tasks that come and are withdrawn on many threads, while those that run them come and
 * go.
 */
@Timeout(60)
class JobThreadsRaceTests {

	private static final int CALLERS = 4;

	/** After each nobody may be forgotten: later ones would take the forgotten along. */
	private static final int ROUNDS = 1_500;

	private final ExecutorService pool = Executors.newCachedThreadPool();

	private final AtomicInteger accepted = new AtomicInteger();

	private final AtomicInteger out = new AtomicInteger();

	private final AtomicInteger ran = new AtomicInteger();

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicInteger mostInside = new AtomicInteger();

	@AfterEach
	void endThreads() {
		this.pool.shutdownNow();
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 1", "3, 2", "4, 2", "5, 5", "6, 5" })
	void everyTaskRunsOnceOrIsWithdrawnAndNoneIsForgotten(long seed, int most) throws Exception {
		JobThreads threads = new JobThreads(this.pool, most);
		List<Job> jobs = IntStream.range(0, 4).mapToObj(this::job).toList();
		CyclicBarrier round = new CyclicBarrier(CALLERS, () -> settle(threads, jobs));
		List<Future<?>> callers = new ArrayList<>();
		for (int caller = 0; caller < CALLERS; caller++) {
			Random random = new Random(seed * 97 + caller);
			callers.add(this.pool.submit(() -> {
				for (int i = 0; i < ROUNDS; i++) {
					come(threads, jobs.get(random.nextInt(jobs.size())), random);
					round.await();
				}
				return null;
			}));
		}
		for (Future<?> caller : callers) {
			caller.get();
		}
		assertThat(this.mostInside.get()).isBetween(1, most);
	}

	private void settle(JobThreads threads, List<Job> jobs) {
		await().pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofNanos(20_000))
			.until(() -> this.ran.get() + this.out.get() == this.accepted.get() && threads.use().holding().isEmpty());
		assertThat(threads.use().waiting()).isZero();
		assertThat(jobs).noneMatch(Job::isWaiting);
	}

	private void come(JobThreads threads, Job job, Random random) {
		for (int step = random.nextInt(3); step >= 0; step--) {
			ActiveExecution execution = new ActiveExecution("test-", step, "a",
					Firing.at(TriggerKind.MANUAL, Instant.EPOCH));
			if (threads.run(new JobThreads.Task(job, execution, 0, this::run))) {
				this.accepted.incrementAndGet();
				if (random.nextInt(6) == 0 && threads.withdraw(job, execution)) {
					this.out.incrementAndGet();
				}
			}
		}
	}

	private void run() {
		this.mostInside.accumulateAndGet(this.inside.incrementAndGet(), Math::max);
		this.ran.incrementAndGet();
		this.inside.decrementAndGet();
	}

	private Job job(int number) {
		String name = "job-" + number;
		JobMethod method = new JobMethod(this, ReflectionUtils.findMethod(Object.class, "hashCode"), getClass());
		JobDeclaration declaration = new JobDeclaration(RelaxedName.of(name), name, method,
				JobAttributes.NONE.with(JobAttribute.CRON, "-", "test"));
		// It never fires by itself, and so needs no chain.
		return new Job(JobPlan.of(declaration, JobAttributes.NONE, JobSettingsResolver.AS_DECLARED),
				new VirtualTimeSource(Instant.EPOCH), null);
	}

}
