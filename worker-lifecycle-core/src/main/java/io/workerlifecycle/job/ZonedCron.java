package io.workerlifecycle.job;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.StringUtils;

/**
 * The instants that a cron expression names in a zone: the expression is read in local
 * time, which knows no changes of clocks, and the rules of the zone say which instants
 * those local times are.
 * <p>
 * An expression whose hours are all hours goes by real time: it fires whenever the clock
 * on the wall shows one of its times, in both passes of a repeated hour, and for nothing
 * that the clock never shows. Any other follows {@link DstGap} and {@link DstRepeat}. Two
 * times that fall on one instant are one firing.
 */
final class ZonedCron {

	private static final int HOUR_FIELD = 2;

	private static final int HOURS = 24;

	private static final Pattern ONE_HOUR = Pattern.compile("\\d+");

	/** Any day will do to see which hours an expression names. */
	private static final LocalDateTime ANY_MIDNIGHT = LocalDateTime.of(2000, 1, 1, 0, 0);

	private final CronExpression expression;

	private final ZoneRules rules;

	private final DstGap onDstGap;

	private final DstRepeat onDstRepeat;

	ZonedCron(JobTrigger.Cron trigger) {
		boolean realTime = namesEveryHour(trigger.expression());
		this.expression = CronExpression.parse(trigger.expression());
		this.rules = trigger.zone().getRules();
		this.onDstGap = realTime ? DstGap.SKIP : trigger.onDstGap();
		this.onDstRepeat = realTime ? DstRepeat.TWICE : trigger.onDstRepeat();
	}

	static boolean namesEveryHour(String expression) {
		String[] fields = StringUtils.tokenizeToStringArray(expression, " ");
		if (fields.length <= HOUR_FIELD) {
			return fields[0].equalsIgnoreCase("@hourly");
		}
		String hours = fields[HOUR_FIELD];
		// Jobs are registered by the ten thousand, most with one of these two forms.
		if (hours.equals("*") || ONE_HOUR.matcher(hours).matches()) {
			return hours.equals("*");
		}
		return isEveryHour(CronExpression.parse("0 0 " + hours + " * * *"));
	}

	private static boolean isEveryHour(CronExpression hours) {
		LocalDateTime time = ANY_MIDNIGHT;
		for (int hour = 0; hour < HOURS; hour++) {
			if (!time.plusHours(1).equals(hours.next(time))) {
				return false;
			}
			time = time.plusHours(1);
		}
		return true;
	}

	/** The first firing after an instant, or null if there is none. */
	@Nullable Instant next(Instant after) {
		ZoneOffset offset = this.rules.getOffset(after);
		LocalDateTime local = this.expression.next(startOfSearch(after, offset));
		ZoneOffsetTransition change = this.rules.nextTransition(after);
		while (local != null && change != null && !local.isBefore(change.getDateTimeBefore())) {
			if (change.isGap() && local.isBefore(change.getDateTimeAfter()) && this.onDstGap == DstGap.RUN_AFTER) {
				return change.getInstant();
			}
			local = resumedAfter(change, local);
			offset = change.getOffsetAfter();
			change = this.rules.nextTransition(change.getInstant());
		}
		return (local != null) ? local.toInstant(offset) : null;
	}

	/** The first local time of the expression that a gap swallows. */
	@Nullable LocalDateTime firstIn(ZoneOffsetTransition gap) {
		LocalDateTime local = firstFrom(gap.getDateTimeBefore());
		return (local != null && local.isBefore(gap.getDateTimeAfter())) ? local : null;
	}

	/** In the second pass of a repeated time, what the first pass had is over. */
	private LocalDateTime startOfSearch(Instant after, ZoneOffset offset) {
		LocalDateTime local = LocalDateTime.ofEpochSecond(after.getEpochSecond(), after.getNano(), offset);
		ZoneOffsetTransition change = (this.onDstRepeat == DstRepeat.ONCE) ? this.rules.getTransition(local) : null;
		boolean secondPass = change != null && change.isOverlap() && offset.equals(change.getOffsetAfter());
		return (change != null && secondPass) ? change.getDateTimeBefore().minusNanos(1) : local;
	}

	/** Where the search goes on beyond a change, having reached it. */
	private @Nullable LocalDateTime resumedAfter(ZoneOffsetTransition change, LocalDateTime reached) {
		boolean inGap = reached.isBefore(change.getDateTimeAfter());
		boolean again = change.isOverlap() && this.onDstRepeat == DstRepeat.TWICE;
		return (inGap || again) ? firstFrom(change.getDateTimeAfter()) : reached;
	}

	private @Nullable LocalDateTime firstFrom(LocalDateTime inclusive) {
		return this.expression.next(inclusive.minusNanos(1));
	}

}
