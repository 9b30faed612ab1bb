package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class CronBeatTests {

	private static final JobTrigger.Cron MINUTES = new JobTrigger.Cron("0 * * * * *", ZoneOffset.UTC);

	private final VirtualTimeSource time = new VirtualTimeSource(JobBench.START);

	private final SharedCrons crons = new SharedCrons();

	private final List<String> told = new ArrayList<>();

	private final List<Instant> dues = new ArrayList<>();

	@Test
	void equalTriggersShareOneTimer() {
		Pace.Run first = begun(MINUTES, "first");
		Pace.Run second = begun(new JobTrigger.Cron("0 * * * * *", ZoneOffset.UTC), "second");
		assertThat(this.time.pendingTimers()).isOne();
		Pace.Run other = begun(new JobTrigger.Cron("0 * * * * *", ZoneOffset.UTC, DstGap.SKIP, DstRepeat.ONCE),
				"other");
		assertThat(this.time.pendingTimers()).isEqualTo(2);
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.time.pendingTimers()).isEqualTo(2);
		List.of(first, second, other).forEach(Pace.Run::stop);
		assertThat(this.time.pendingTimers()).isZero();
	}

	@Test
	void beatIsTheSameAsLongAsItIsUsed() {
		CronBeat beat = this.crons.get(new JobTrigger.Cron("0 * * * * *", ZoneOffset.UTC), this.time);
		System.gc();
		assertThat(this.crons.get(MINUTES, this.time)).isSameAs(beat).hasToString(MINUTES.toString());
	}

	@Test
	void jobsAreToldInTheOrderInWhichTheyCame() {
		for (int i = 0; i < 5; i++) {
			begun(MINUTES, "job " + i);
		}
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.told).containsExactly("job 0", "job 1", "job 2", "job 3", "job 4");
	}

	@Test
	void jobThatIsStoppedDuringAStrokeIsNotTold() {
		List<Pace.Run> later = new ArrayList<>();
		begun(MINUTES, (due) -> later.get(0).stop());
		later.add(begun(MINUTES, "later"));
		this.time.advance(Duration.ofMinutes(3));
		assertThat(this.told).isEmpty();
	}

	@Test
	void jobThatComesDuringAStrokeHearsTheNext() {
		Pace.Run first = begun(MINUTES, (due) -> {
			if (this.dues.isEmpty()) {
				begun(MINUTES, this.dues::add);
			}
			this.dues.add(due);
		});
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.dues).containsExactly(JobBench.START.plusSeconds(60));
		first.stop();
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.dues).endsWith(JobBench.START.plusSeconds(120));
	}

	@Test
	void firingThatFailsIsNoOtherJobsTrouble() {
		begun(MINUTES, (due) -> {
			throw new IllegalStateException("no luck");
		});
		begun(MINUTES, "other");
		this.time.advance(Duration.ofMinutes(2));
		assertThat(this.told).containsExactly("other", "other");
	}

	@Test
	void strokeThatIsDueAlreadyIsNotForWhoComesThen() {
		begun(MINUTES, "early");
		this.time.jump(Duration.ofMinutes(10));
		begun(MINUTES, "late");
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.told).containsExactly("early");
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.told).containsExactly("early", "early", "late");
	}

	@Test
	void noDueTimeComesTwiceWhenTheClockIsSetBackALittle() {
		begun(MINUTES, this.dues::add);
		this.time.advance(Duration.ofMinutes(3));
		this.time.jump(Duration.ofMinutes(-3));
		this.time.advance(Duration.ofMinutes(5));
		assertThat(this.dues).doesNotHaveDuplicates().hasSize(5);
	}

	@Test
	void clockThatIsSetBackByHoursDoesNotStopAJob() {
		begun(MINUTES, this.dues::add);
		this.time.advance(Duration.ofMinutes(3));
		this.time.jump(Duration.ofHours(-5));
		this.time.advance(Duration.ofMinutes(10));
		assertThat(this.dues).hasSizeBetween(12, 13)
			.endsWith(JobBench.START.minus(Duration.ofHours(5)).plus(Duration.ofMinutes(13)));
	}

	@Test
	void clockThatIsSetForwardByHoursDoesNotFlood() {
		begun(MINUTES, this.dues::add);
		this.time.jump(Duration.ofHours(5));
		this.time.advance(Duration.ofMinutes(10));
		assertThat(this.dues).hasSize(10);
	}

	@Test
	void runThatWasStoppedDoesNotBegin() {
		Pace.Run run = run(MINUTES, this.dues::add);
		run.stop();
		run.begin();
		assertThat(this.time.pendingTimers()).isZero();
		assertThat(run.next()).isNull();
	}

	@Test
	void initialDelayIsShownInTheNextFirings() {
		Pace.Run run = new CronPace(this.crons.get(MINUTES, this.time), Duration.ofMinutes(2)).run(this.dues::add);
		run.begin();
		assertThat(run.preview(2)).containsExactly(JobBench.START.plusSeconds(120), JobBench.START.plusSeconds(180));
		this.time.advance(Duration.ofMinutes(2));
		assertThat(this.dues).containsExactly(JobBench.START.plusSeconds(120));
		assertThat(run.next()).isEqualTo(JobBench.START.plusSeconds(180));
	}

	@Test
	void hundredThousandJobsComeAndGo() {
		List<Pace.Run> runs = new ArrayList<>();
		for (int i = 0; i < 100_000; i++) {
			runs.add(begun(MINUTES, this.dues::add));
		}
		this.time.advance(Duration.ofMinutes(1));
		assertThat(this.dues).hasSize(100_000);
		runs.forEach(Pace.Run::stop);
		assertThat(this.time.pendingTimers()).isZero();
	}

	private Pace.Run begun(JobTrigger.Cron trigger, String name) {
		return begun(trigger, (due) -> this.told.add(name));
	}

	private Pace.Run begun(JobTrigger.Cron trigger, Consumer<Instant> firing) {
		Pace.Run run = run(trigger, firing);
		run.begin();
		return run;
	}

	private Pace.Run run(JobTrigger.Cron trigger, Consumer<Instant> firing) {
		return new CronPace(this.crons.get(trigger, this.time), null).run(firing);
	}

}
