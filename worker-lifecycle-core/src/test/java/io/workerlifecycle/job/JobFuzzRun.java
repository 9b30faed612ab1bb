package io.workerlifecycle.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.time.VirtualTimeSource;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One round: threads trigger, reschedule, pause, resume, cancel, replace, remove and add
 * jobs of a few names, while time goes on. Then all come to rest, and the sums are made.
 */
final class JobFuzzRun {

	private static final int THREADS = 64;

	private static final int COMMANDS = 40;

	private static final int NAMES = 5;

	/** Of these names all jobs allow overlap. */
	private static final String BESIDE_ITSELF = "job-0";

	private static final Overlap[] ALONE = { Overlap.SKIP, Overlap.QUEUE_ONE, Overlap.CANCEL_RUNNING };

	private final VirtualTimeSource time = new VirtualTimeSource(JobBench.START);

	private final ExecutorService pool = Executors.newCachedThreadPool();

	private final Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();

	private final Queue<String> overlaps = new ConcurrentLinkedQueue<>();

	private final Queue<Object> events = new ConcurrentLinkedQueue<>();

	private final long seed;

	private final JobRegistry registry;

	private final JobsLifecycle lifecycle;

	JobFuzzRun(long seed) {
		this.seed = seed;
		JobAudience audience = new JobAudience(this.events::add, List.of(), LogContext.NONE);
		JobNotices notices = new JobNotices(audience, Runnable::run, Runnable::run);
		JobThreads threads = new JobThreads(this.pool, 3);
		this.registry = new JobRegistry(new JobResources(this.time, threads, List.of(), audience, null),
				JobSettingsResolver.AS_DECLARED, notices, Runnable::run);
		this.lifecycle = new JobsLifecycle(this.registry, this.time, new KeepAlive(), new JobBench().startup(),
				Runnable::run);
	}

	void run() throws Exception {
		try {
			this.lifecycle.start();
			List<Future<?>> threads = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				Random random = new Random(this.seed * 1000 + thread);
				threads.add(this.pool.submit(() -> command(random)));
			}
			for (Future<?> thread : threads) {
				thread.get(5, TimeUnit.MINUTES);
			}
			comeToRest();
			verify();
		}
		finally {
			this.pool.shutdownNow();
		}
	}

	private void command(Random random) {
		for (int i = 0; i < COMMANDS; i++) {
			String name = "job-" + random.nextInt(NAMES);
			try {
				command(name, random);
			}
			catch (NoSuchJobException ex) {
				this.registry.add(definition(name, random));
			}
		}
	}

	private void command(String name, Random random) {
		switch (random.nextInt(16)) {
			case 0 -> this.registry.reschedule(name, new JobTrigger.FixedRate(millis(random)));
			case 1 -> this.registry.reschedule(name, new JobTrigger.FixedDelay(millis(random)));
			case 2 -> this.registry.pause(name);
			case 3, 4 -> this.registry.resume(name);
			case 5, 6 -> this.registry.cancel(name);
			case 7 -> this.registry.add(definition(name, random));
			case 8 -> this.registry.remove(name, random.nextBoolean() ? StopMode.WAIT : StopMode.INTERRUPT);
			case 9, 10 -> this.time.advance(millis(random));
			case 11 -> stopSeldom(random);
			default -> this.registry.trigger(name);
		}
	}

	private void stopSeldom(Random random) {
		if (random.nextInt(10) == 0) {
			this.lifecycle.stop();
			Thread.yield();
			this.lifecycle.start();
		}
	}

	private JobDefinition definition(String name, Random random) {
		Overlap overlap = name.equals(BESIDE_ITSELF) ? Overlap.ALLOW : ALONE[random.nextInt(ALONE.length)];
		long own = random.nextLong();
		return JobDefinition.named(name)
			.fixedRate(millis(random))
			.overlap(overlap)
			.timeout(Duration.ofMillis(1 + random.nextInt(20)))
			.with(JobAttribute.RETRY_MAX_RETRIES, "" + random.nextInt(2))
			.with(JobAttribute.RETRY_DELAY, "0s")
			.action((context) -> act(context, new Random(own ^ context.executionId().hashCode())));
	}

	private void act(JobContext context, Random random) {
		String name = context.jobName();
		AtomicInteger count = this.inside.computeIfAbsent(name, (key) -> new AtomicInteger());
		if (count.incrementAndGet() > 1 && !name.equals(BESIDE_ITSELF)) {
			this.overlaps.add(context.executionId());
		}
		for (int i = random.nextInt(40); i > 0; i--) {
			Thread.yield();
		}
		count.decrementAndGet();
		if (random.nextInt(3) == 0) {
			throw new IllegalStateException("at random");
		}
	}

	private static Duration millis(Random random) {
		return Duration.ofMillis(1 + random.nextInt(10));
	}

	private void comeToRest() {
		if (this.seed % 2 == 0) {
			this.lifecycle.stop();
			Awaitility.await().until(() -> !this.lifecycle.isRunning());
			this.lifecycle.start();
		}
		this.registry.list().forEach((job) -> this.registry.remove(job.name(), StopMode.WAIT));
		Awaitility.await().until(() -> this.registry.running().isEmpty());
	}

	private void verify() {
		assertThat(this.overlaps).as("executions that ran beside themselves, seed %d", this.seed).isEmpty();
		this.registry.add(JobDefinition.named("last").cron("-").action((context) -> {
		}));
		String last = ((FiringResult.Accepted) this.registry.trigger("last")).executionId();
		int firings = Integer.parseInt(last.substring(last.indexOf('-') + 1));
		Awaitility.await().untilAsserted(() -> assertThat(this.events).as("ends, seed %d", this.seed).hasSize(firings));
		Set<String> ended = ConcurrentHashMap.newKeySet();
		this.events.stream()
			.filter(JobFinishedEvent.class::isInstance)
			.map((event) -> ((JobFinishedEvent) event).execution().id())
			.forEach((id) -> assertThat(ended.add(id)).as("first end of %s, seed %d", id, this.seed).isTrue());
		this.registry.remove("last", StopMode.WAIT);
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.time.pendingTimers()).as("timers, seed %d", this.seed).isZero();
	}

}
