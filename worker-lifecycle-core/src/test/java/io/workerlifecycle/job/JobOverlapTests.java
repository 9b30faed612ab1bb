package io.workerlifecycle.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.time.SystemTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class JobOverlapTests {

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void atMostOneExecutionRunsWhateverFires(long seed) throws Exception {
		ExecutorService pool = Executors.newCachedThreadPool();
		try {
			JobBench bench = new JobBench(pool);
			Meter meter = new Meter(new Random(seed));
			bench.job("rate", meter, "FIXED_RATE=7ms").started();
			fireFromManyThreads(bench, pool, meter, seed);
			assertThat(meter.most.get()).isEqualTo(1);
			assertThat(bench.observed.stream().filter((line) -> line.startsWith("refused"))).isNotEmpty();
		}
		finally {
			pool.shutdownNow();
		}
	}

	private static void fireFromManyThreads(JobBench bench, ExecutorService pool, Meter meter, long seed)
			throws Exception {
		List<Future<?>> callers = new ArrayList<>();
		for (int caller = 0; caller < 6; caller++) {
			Random random = new Random(seed * 31 + caller);
			callers.add(pool.submit(() -> {
				while (meter.runs.get() < 300) {
					if (random.nextInt(3) == 0) {
						bench.advance(Duration.ofMillis(random.nextInt(10)));
					}
					else {
						bench.registry.trigger("rate");
					}
				}
			}));
		}
		for (Future<?> caller : callers) {
			caller.get();
		}
	}

	@Test
	void firingIsRefusedWhileOneRunsOnAPlatformThread() throws Exception {
		firingIsRefusedWhileOneRuns(JobThreads.platform(4));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void firingIsRefusedWhileOneRunsOnAVirtualThread() throws Exception {
		firingIsRefusedWhileOneRuns(JobThreads.virtual(4));
	}

	private void firingIsRefusedWhileOneRuns(JobThreads threads) throws Exception {
		Blocking bean = new Blocking();
		CountDownLatch refusals = new CountDownLatch(3);
		JobObserver counter = (jobName, job) -> new JobRecorder() {
			@Override
			public void refused(RefusalReason reason) {
				refusals.countDown();
			}
		};
		try (SystemTimeSource time = new SystemTimeSource();
				JobRegistry registry = new JobRegistry(
						new JobResources(time, threads, List.of(), new JobAudience((event) -> {
						}, List.of(counter), LogContext.NONE), null), JobSettingsResolver.AS_DECLARED);
				threads) {
			register(registry, bean);
			JobsLifecycle lifecycle = new JobsLifecycle(registry, time, new KeepAlive(), new JobBench().startup());
			lifecycle.start();
			assertThat(bean.entered.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(registry.trigger("blocking")).isEqualTo(new FiringResult.Refused(RefusalReason.OVERLAP));
			assertThat(refusals.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(bean.most.get()).isEqualTo(1);
			assertThat(bean.threadName).isEqualTo("job-blocking");
			bean.release.countDown();
			CountDownLatch stopped = new CountDownLatch(1);
			lifecycle.stop(stopped::countDown);
			assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
			lifecycle.close();
		}
	}

	private static void register(JobRegistry registry, Blocking bean) throws Exception {
		JobMethod method = new JobMethod(bean, Blocking.class.getDeclaredMethod("run"), Blocking.class);
		JobAttributes attributes = JobAttributes.NONE.with(JobAttribute.FIXED_RATE, "5ms", "test");
		registry.register(new JobDeclaration(RelaxedName.of("blocking"), "blocking", method, attributes));
	}

	/** Counts who is in at once. */
	private static class Meter implements JobBench.Body {

		final AtomicInteger inside = new AtomicInteger();

		final AtomicInteger most = new AtomicInteger();

		final AtomicInteger runs = new AtomicInteger();

		private final Random random;

		Meter(Random random) {
			this.random = random;
		}

		@Override
		public void run(JobContext context) {
			this.most.accumulateAndGet(this.inside.incrementAndGet(), Math::max);
			this.runs.incrementAndGet();
			for (int i = this.random.nextInt(50); i > 0; i--) {
				Thread.yield();
			}
			this.inside.decrementAndGet();
			if (this.random.nextInt(4) == 0) {
				throw new IllegalStateException("at random");
			}
		}

	}

	static final class Blocking {

		final CountDownLatch entered = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		final AtomicInteger inside = new AtomicInteger();

		final AtomicInteger most = new AtomicInteger();

		volatile String threadName;

		void run() throws InterruptedException {
			this.most.accumulateAndGet(this.inside.incrementAndGet(), Math::max);
			this.threadName = Thread.currentThread().getName();
			this.entered.countDown();
			this.release.await();
			this.inside.decrementAndGet();
		}

	}

}
