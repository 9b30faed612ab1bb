package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.workerlifecycle.time.VirtualTimeSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class CustomPaceTests {

	private final VirtualTimeSource time = new VirtualTimeSource(JobBench.START);

	private final List<Long> seconds = new ArrayList<>();

	private final Queue<Runnable> ends = new ArrayDeque<>();

	@Test
	void periodicTriggerCountsFromTheEndOfAnExecution() {
		begun(new PeriodicTrigger(Duration.ofSeconds(10)), null);
		end(Duration.ZERO);
		end(Duration.ofSeconds(7));
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.seconds).containsExactly(0L, 10L, 27L);
	}

	@Test
	void periodicTriggerAtFixedRateCountsFromTheDueTime() {
		PeriodicTrigger trigger = new PeriodicTrigger(Duration.ofSeconds(10));
		trigger.setFixedRate(true);
		begun(trigger, null);
		end(Duration.ofSeconds(4));
		end(Duration.ofSeconds(4));
		this.time.advance(Duration.ofSeconds(6));
		assertThat(this.seconds).containsExactly(0L, 10L, 20L);
	}

	@Test
	void cronTriggerFiresByTheTimeOfTheJobs() {
		begun(new CronTrigger("0 * * * * *", ZoneOffset.UTC), null);
		this.time.advance(Duration.ofMinutes(1));
		end(Duration.ofSeconds(90));
		this.time.advance(Duration.ofSeconds(30));
		assertThat(this.seconds).containsExactly(60L, 180L);
	}

	@Test
	void triggerIsToldOfTheLastExecution() {
		List<@Nullable Instant> told = new ArrayList<>();
		begun((context) -> {
			told.add(context.lastScheduledExecution());
			told.add(context.lastActualExecution());
			told.add(context.lastCompletion());
			return (told.size() > 3) ? null : JobBench.START.plusSeconds(5);
		}, null);
		this.time.advance(Duration.ofSeconds(5));
		end(Duration.ofSeconds(3));
		assertThat(told).containsExactly(null, null, null, JobBench.START.plusSeconds(5), JobBench.START.plusSeconds(5),
				JobBench.START.plusSeconds(8));
		assertThat(this.time.pendingTimers()).isZero();
	}

	@Test
	void firingBeforeTheEndOfTheInitialDelayComesAtItsEnd() {
		begun(new PeriodicTrigger(Duration.ofSeconds(10)), Duration.ofMinutes(1));
		this.time.advance(Duration.ofSeconds(60));
		assertThat(this.seconds).containsExactly(60L);
	}

	@Test
	void executionByHandChangesNothing() {
		Pace.Run run = begun(new PeriodicTrigger(Duration.ofSeconds(10)), Duration.ofSeconds(10));
		this.time.advance(Duration.ofSeconds(5));
		run.ended();
		assertThat(run.next()).isEqualTo(JobBench.START.plusSeconds(10));
	}

	@Test
	void triggerThatThrowsFiresNoMoreAndDoesNoHarm() {
		Pace.Run run = begun((context) -> {
			if (context.lastCompletion() != null) {
				throw new LinkageError("no luck");
			}
			return JobBench.START;
		}, null);
		end(Duration.ZERO);
		assertThat(run.next()).isNull();
		assertThat(this.time.pendingTimers()).isZero();
		assertThat(begun((context) -> {
			throw new IllegalStateException("no luck");
		}, null).next()).isNull();
	}

	@Test
	void refusedFiringIsAskedAboutOnAThreadOfItsOwn() throws Exception {
		AtomicReference<@Nullable Thread> asked = new AtomicReference<>();
		CompletableFuture<Thread> askedAgain = new CompletableFuture<>();
		Pace.Run run = begun((context) -> {
			if (!asked.compareAndSet(null, Thread.currentThread())) {
				askedAgain.complete(Thread.currentThread());
			}
			return context.getClock().instant().plusSeconds(10);
		}, null);
		this.time.advance(Duration.ofSeconds(10));
		run.refused();
		assertThat(asked.get()).isSameAs(Thread.currentThread());
		assertThat(askedAgain.get(20, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread())
			.extracting(Thread::getName)
			.isEqualTo("job-trigger");
	}

	@Test
	void triggerIsAskedUnderNoLock() throws Exception {
		AtomicReference<Pace.@Nullable Run> run = new AtomicReference<>();
		Trigger nosy = (context) -> {
			Pace.Run current = run.get();
			if (current != null) {
				CompletableFuture.supplyAsync(current::next).orTimeout(10, TimeUnit.SECONDS).join();
			}
			return after(context);
		};
		run.set(begun(nosy, null));
		this.time.advance(Duration.ofSeconds(10));
		end(Duration.ZERO);
		assertThat(run.get().next()).isEqualTo(JobBench.START.plusSeconds(20));
	}

	private static Instant after(TriggerContext context) {
		return context.getClock().instant().plusSeconds(10);
	}

	private Pace.Run begun(Trigger trigger, @Nullable Duration initialDelay) {
		AtomicReference<Pace.@Nullable Run> current = new AtomicReference<>();
		Pace.Run run = new CustomPace(trigger, this.time, initialDelay).run((due) -> {
			this.seconds.add(Duration.between(JobBench.START, due).toSeconds());
			this.ends.add(() -> current.get().ended());
		});
		current.set(run);
		run.begin();
		return run;
	}

	/** Lets the next firing come, and its execution take some time. */
	private void end(Duration duration) {
		this.time.advance(Duration.ZERO);
		while (this.ends.isEmpty()) {
			this.time.advance(Duration.ofSeconds(1));
		}
		this.time.advance(duration);
		this.ends.remove().run();
	}

}
