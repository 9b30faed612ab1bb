package io.workerlifecycle.job;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A year of firings, in virtual time, compared with what somebody expects who looks at
 * the clock on the wall.
 */
@Timeout(120)
class DstYearTests {

	private static final Duration YEAR = Duration.ofDays(366);

	private static final Instant END = JobBench.START.plus(YEAR);

	@ParameterizedTest
	@ValueSource(strings = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata" })
	void eachDueTimeOfAYearFiresExactlyOnceByDefault(String zone) {
		WallClock clock = new WallClock(ZoneId.of(zone), JobBench.START, END);
		for (Expression expression : Expression.values()) {
			assertThat(chain(new JobTrigger.Cron(expression.text, ZoneId.of(zone)))).as(expression.text)
				.isEqualTo(clock.exactlyOnce(expression.due));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata" })
	void expressionOfAllHoursGoesByRealTimeForAYear(String zone) {
		WallClock clock = new WallClock(ZoneId.of(zone), JobBench.START, END);
		for (Hours expression : Hours.values()) {
			assertThat(chain(new JobTrigger.Cron(expression.text, ZoneId.of(zone)))).as(expression.text)
				.isEqualTo(clock.realTime(expression.due));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata" })
	void eachPolicyHoldsForAYear(String zone) {
		WallClock clock = new WallClock(ZoneId.of(zone), JobBench.START, END);
		for (Expression expression : List.of(Expression.DAILY_IN_GAP, Expression.MINUTES_OF_TWO_HOURS)) {
			for (Policies policies : Policies.ALL) {
				assertThat(chain(policies.cron(expression.text, zone))).as("%s %s", expression.text, policies)
					.isEqualTo(clock.firings(expression.due, policies.gap, policies.repeat));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata" })
	void jobsFireInVirtualTimeForAYear(String zone) {
		WallClock clock = new WallClock(ZoneId.of(zone), JobBench.START, END);
		JobBench bench = new JobBench(Runnable::run);
		List<Instant> daily = new ArrayList<>();
		List<Instant> hourly = new ArrayList<>();
		bench.job("daily", (context) -> daily.add(bench.time.now()), "CRON=0 15 2 * * *", "ZONE=" + zone)
			.job("hourly", (context) -> hourly.add(bench.time.now()), "CRON=@hourly", "ZONE=" + zone)
			.started()
			.advance(YEAR);
		assertThat(daily).isEqualTo(clock.exactlyOnce(Expression.DAILY_IN_GAP.due));
		assertThat(hourly).isEqualTo(clock.realTime(Hours.HOURLY.due));
		assertThat(bench.skipped()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata" })
	void dailyJobFiresOnEachLocalDayOnce(String zone) {
		for (String expression : List.of("0 15 2 * * *", "0 30 1 * * *", "0 45 1 * * *", "0 0 0 * * *")) {
			Map<LocalDate, Long> days = chain(new JobTrigger.Cron(expression, ZoneId.of(zone))).stream()
				.collect(Collectors.groupingBy((firing) -> LocalDate.ofInstant(firing, ZoneId.of(zone)),
						Collectors.counting()));
			assertThat(days).hasSize(366).allSatisfy((day, count) -> assertThat(count).isOne());
		}
	}

	static Stream<Object[]> changes() {
		return Stream.of(new Object[] { "Europe/Berlin", "2026-03-29T01:00:00Z" },
				new Object[] { "Europe/Berlin", "2026-10-25T01:00:00Z" },
				new Object[] { "America/New_York", "2026-03-08T07:00:00Z" },
				new Object[] { "America/New_York", "2026-11-01T06:00:00Z" },
				new Object[] { "Australia/Lord_Howe", "2026-04-04T15:00:00Z" },
				new Object[] { "Australia/Lord_Howe", "2026-10-03T15:30:00Z" },
				new Object[] { "Pacific/Apia", "2011-12-30T10:00:00Z" },
				new Object[] { "Africa/Cairo", "2026-04-23T22:00:00Z" },
				new Object[] { "Africa/Cairo", "2026-10-29T21:00:00Z" },
				new Object[] { "America/Sao_Paulo", "2018-11-04T03:00:00Z" },
				new Object[] { "America/Sao_Paulo", "2018-02-18T02:00:00Z" },
				new Object[] { "Asia/Beirut", "2026-03-28T22:00:00Z" },
				new Object[] { "Asia/Beirut", "2026-10-24T21:00:00Z" },
				new Object[] { "Pacific/Chatham", "2026-04-04T14:00:00Z" },
				new Object[] { "Europe/Dublin", "2026-10-25T01:00:00Z" });
	}

	/** From the two days around a change, not only along the chain. */
	@ParameterizedTest
	@MethodSource("changes")
	void nextFiringIsRightFromAnywhereAroundAChange(String zone, Instant change) {
		assertThat(ZoneId.of(zone).getRules().nextTransition(change.minusSeconds(1)).getInstant()).isEqualTo(change);
		Instant start = change.minus(Duration.ofDays(1));
		WallClock clock = new WallClock(ZoneId.of(zone), start, change.plus(Duration.ofDays(3)));
		for (Policies policies : Policies.ALL) {
			for (Expression expression : Expression.values()) {
				assertEachNext(policies.cron(expression.text, zone), start,
						clock.firings(expression.due, policies.gap, policies.repeat));
			}
			for (Hours expression : Hours.values()) {
				assertEachNext(policies.cron(expression.text, zone), start, clock.realTime(expression.due));
			}
		}
	}

	private static void assertEachNext(JobTrigger.Cron trigger, Instant start, List<Instant> expected) {
		ZonedCron cron = new ZonedCron(trigger);
		for (int minute = 0; minute < 48 * 60; minute += 10) {
			Instant after = start.plusSeconds(60L * minute);
			int index = Collections.binarySearch(expected, after);
			int next = (index >= 0) ? index + 1 : -index - 1;
			if (next < expected.size()) {
				assertThat(cron.next(after)).as("%s after %s", trigger, after).isEqualTo(expected.get(next));
			}
		}
	}

	private static List<Instant> chain(JobTrigger.Cron trigger) {
		SharedCron cron = new SharedCron(trigger);
		return Stream.iterate(cron.next(JobBench.START), (firing) -> !firing.isAfter(END), cron::next).toList();
	}

	private static Predicate<LocalDateTime> at(int hour, int minute) {
		return (time) -> time.toLocalTime().equals(LocalTime.of(hour, minute));
	}

	private static Predicate<LocalDateTime> on(Function<LocalDate, LocalDate> dayOfMonth) {
		return (time) -> time.toLocalDate().equals(dayOfMonth.apply(time.toLocalDate()));
	}

	private static LocalDate nearestWeekday(LocalDate day) {
		if (day.getDayOfWeek() == DayOfWeek.SATURDAY) {
			return (day.getDayOfMonth() == 1) ? day.plusDays(2) : day.minusDays(1);
		}
		return (day.getDayOfWeek() == DayOfWeek.SUNDAY) ? day.plusDays(1) : day;
	}

	private record Policies(DstGap gap, DstRepeat repeat) {

		static final List<Policies> ALL = List.of(new Policies(DstGap.RUN_AFTER, DstRepeat.ONCE),
				new Policies(DstGap.RUN_AFTER, DstRepeat.TWICE), new Policies(DstGap.SKIP, DstRepeat.ONCE),
				new Policies(DstGap.SKIP, DstRepeat.TWICE));

		JobTrigger.Cron cron(String expression, String zone) {
			return new JobTrigger.Cron(expression, ZoneId.of(zone), this.gap, this.repeat);
		}

	}

	private enum Expression {

		DAILY_IN_GAP("0 15 2 * * *", at(2, 15)),

		DAILY_IN_REPEAT("0 30 1 * * *", at(1, 30)),

		DAILY_LATE_IN_REPEAT("0 45 1 * * *", at(1, 45)),

		DAILY_AT_THE_CHANGE("0 0 2 * * *", at(2, 0)),

		MIDNIGHT("@daily", at(0, 0)),

		LAST_MINUTE("0 59 23 * * *", at(23, 59)),

		MINUTES_OF_TWO_HOURS("0 */10 1,2 * * *",
				(time) -> (time.getHour() == 1 || time.getHour() == 2) && time.getMinute() % 10 == 0),

		EVERY_OTHER_HOUR("0 0 */2 * * *", (time) -> time.getHour() % 2 == 0 && time.getMinute() == 0),

		LAST_DAY("0 30 2 L * *", at(2, 30).and(on((day) -> day.with(TemporalAdjusters.lastDayOfMonth())))),

		LAST_SUNDAY("0 15 2 * * SUNL",
				at(2, 15).and(on((day) -> day.with(TemporalAdjusters.lastInMonth(DayOfWeek.SUNDAY))))),

		SECOND_SUNDAY("0 15 2 * * SUN#2",
				at(2, 15).and(on((day) -> day.with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.SUNDAY))))),

		FIRST_SUNDAY("0 30 1 * * SUN#1",
				at(1, 30).and(on((day) -> day.with(TemporalAdjusters.firstInMonth(DayOfWeek.SUNDAY))))),

		NEAREST_WEEKDAY("0 15 2 1W * *", at(2, 15).and(on((day) -> nearestWeekday(day.withDayOfMonth(1)))));

		private final String text;

		private final Predicate<LocalDateTime> due;

		Expression(String text, Predicate<LocalDateTime> due) {
			this.text = text;
			this.due = due;
		}

	}

	private enum Hours {

		HOURLY("@hourly", (time) -> time.getMinute() == 0),

		HALF_PAST("0 30 * * * *", (time) -> time.getMinute() == 30),

		STEPS("0 45 */1 * * *", (time) -> time.getMinute() == 45),

		RANGE("0 5/20 0-23 * * *", (time) -> time.getMinute() % 20 == 5),

		EACH_FIFTH_MINUTE("0 */5 * * * *", (time) -> time.getMinute() % 5 == 0);

		private final String text;

		private final Predicate<LocalDateTime> due;

		Hours(String text, Predicate<LocalDateTime> due) {
			this.text = text;
			this.due = due;
		}

	}

}
