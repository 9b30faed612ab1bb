package io.workerlifecycle.job;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The time of day of a cron expression in words.
 *
 * @param seconds the seconds
 * @param minutes the minutes
 * @param hours the hours
 */
record CronClock(CronSet seconds, CronSet minutes, CronSet hours) {

	/** Up to so many times of day are told one by one. */
	private static final int FEW_TIMES = 4;

	private static final int FEW_RUNS = 3;

	static CronClock of(CronFields fields) {
		return new CronClock(fields.set(CronField.SECOND), fields.set(CronField.MINUTE), fields.set(CronField.HOUR));
	}

	/** Whether the words name every time of day at which it fires. */
	boolean isListed() {
		return this.seconds.size() * this.minutes.size() * this.hours.size() <= FEW_TIMES
				|| (isOnceAnHour() && this.hours.step() == 0);
	}

	String words() {
		if (isListed()) {
			return "at " + CronNames.and(times());
		}
		if (isOnceAnHour()) {
			return hourly();
		}
		if (this.seconds.isOnlyZero() && this.minutes.isEven()) {
			return every(this.minutes.step(), "minute") + window(0);
		}
		if (this.minutes.isAll()) {
			return (this.seconds.isEven() ? every(this.seconds.step(), "second") + window(59)
					: "at " + counted(this.seconds) + " of every minute" + window(0));
		}
		return picked();
	}

	private boolean isOnceAnHour() {
		return this.seconds.size() == 1 && this.minutes.size() == 1;
	}

	private List<String> times() {
		List<String> times = new ArrayList<>();
		for (int hour : this.hours.numbers()) {
			for (int minute : this.minutes.numbers()) {
				this.seconds.numbers().forEach((second) -> times.add(time(hour, minute, second)));
			}
		}
		return times;
	}

	private String hourly() {
		int minute = this.minutes.numbers().get(0);
		int second = this.seconds.numbers().get(0);
		if (!this.hours.isAll()) {
			List<Integer> numbers = this.hours.numbers();
			return every(this.hours.step(), "hour") + " from " + time(numbers.get(0), minute, second) + " to "
					+ time(numbers.get(numbers.size() - 1), minute, second);
		}
		if (second != 0) {
			return "at second " + second + " of minute " + minute + " of every hour";
		}
		return "every hour" + ((minute != 0) ? " at minute " + minute : "");
	}

	private String picked() {
		String minute = counted(this.minutes) + " of every hour" + window(0);
		if (this.seconds.isOnlyZero()) {
			return "at " + minute;
		}
		return (this.seconds.isAll() ? "every second" : "at " + counted(this.seconds)) + " of " + minute;
	}

	/** The hours as spans of time, to the last second or to the last minute. */
	private String window(int lastSecond) {
		if (this.hours.isAll()) {
			return "";
		}
		List<Run> runs = Run.of(this.hours.numbers());
		if (runs.size() > FEW_RUNS) {
			return " in " + counted(this.hours);
		}
		return " " + CronNames.and(CronNames.each(runs, (run) -> "from " + time(run.first(), 0, 0, lastSecond != 0)
				+ " to " + time(run.last(), 59, lastSecond, lastSecond != 0)));
	}

	private String time(int hour, int minute, int second) {
		return time(hour, minute, second, !this.seconds.isOnlyZero());
	}

	private static String time(int hour, int minute, int second, boolean withSeconds) {
		String time = LocalTime.of(hour, minute).toString();
		return withSeconds ? String.format("%s:%02d", time, second) : time;
	}

	private static String every(int step, String unit) {
		return (step == 1) ? "every " + unit : "every " + step + " " + unit + "s";
	}

	private static String counted(CronSet set) {
		List<String> spans = CronNames.spans(set.numbers(), Integer::toString);
		return set.field().title() + ((set.size() > 1) ? "s " : " ") + CronNames.and(spans);
	}

}
