package io.workerlifecycle.job;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.scheduling.support.CronExpression;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class CronWordsTests {

	private static final int EXPRESSIONS = 300;

	private static final int DAYS = 3 * 366;

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					0 0 3 * * *             | every day at 03:00
					0 0 6,19 * * *          | every day at 06:00 and 19:00
					15 30 6 * * *           | every day at 06:30:15
					0 */15 8-18 * * MON-FRI | every 15 minutes from 08:00 to 18:59, Monday to Friday
					*/10 * 9 * * *          | every 10 seconds from 09:00:00 to 09:59:59
					0 * 8-11,14-17 * * *    | every minute from 08:00 to 11:59 and from 14:00 to 17:59
					0 0 9-17 * * MON-FRI    | every hour from 09:00 to 17:00, Monday to Friday
					0 30 */2 * * *          | every 2 hours from 00:30 to 22:30
					0 0 */6 * * *           | every day at 00:00, 06:00, 12:00 and 18:00
					* * * * * *             | every second
					0 * * * * *             | every minute
					0 0 * * * *             | every hour
					0 5 * * * *             | every hour at minute 5
					0 */90 * * * *          | every hour
					0 */45 * * * *          | at minutes 0 and 45 of every hour
					5 */15 * * * *          | at second 5 of minutes 0, 15, 30 and 45 of every hour
					0 5,20 0-20/2 * * *     | at minutes 5 and 20 of every hour in hours 0, 2, 4, 6, 8, 10, 12, 14, 16, 18 and 20
					0 0 12 L * *            | at 12:00 on the last day of the month
					0 0 12 L-3 * *          | at 12:00 on the day 3 days before the last of the month
					0 0 12 L-30 * *         | at 12:00 on the day 'L-30' of the month
					0 0 12 LW * *           | at 12:00 on the last weekday of the month
					0 0 12 1W * *           | at 12:00 on the first weekday of the month
					0 0 12 15W * *          | at 12:00 on the weekday nearest to the 15th of the month
					0 0 12 31W * *          | at 12:00 on the weekday nearest to the 31st (if both are in the same month) of the month
					0 0 9 ? * 2#1           | at 09:00 on the first Tuesday of the month
					0 0 9 ? * MON#5         | at 09:00 on the fifth Monday of the month
					0 0 9 ? * FRIL          | at 09:00 on the last Friday of the month
					0 0 9 ? JUN FRIL        | at 09:00 on the last Friday of June
					0 0 9 * * MON,5L        | at 09:00 on Mondays and on the last Friday of the month
					0 0 9 1-7 * MON         | at 09:00 on the 1st to the 7th of the month if it is a Monday
					0 0 0 13 * 2,5          | at 00:00 on the 13th of the month if it is a Tuesday or a Friday
					0 0 0 1,15,L * *        | at 00:00 on the 1st, the 15th and the last day of the month
					0 0 0 25 12 ?           | at 00:00 on the 25th of December
					0 0 0 1 1,4,7,10 *      | at 00:00 on the 1st of the month, in January, April, July and October
					0 0 0 * 12 *            | every day at 00:00, in December
					0 0 0 * * 0,6           | at 00:00 on Saturdays and Sundays
					@yearly                 | at 00:00 on the 1st of January
					@monthly                | at 00:00 on the 1st of the month
					@weekly                 | at 00:00 on Sundays
					@daily                  | every day at 00:00
					@hourly                 | every hour
					""")
	void expressionIsToldInPlainEnglish(String expression, String words) {
		assertThat(CronWords.of(expression)).isEqualTo(words);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "0 0 25 * * *", "0 9 * * *", "" })
	void whatIsNoExpressionIsToldAsItIs(String expression) {
		assertThat(CronWords.of(expression)).isEqualTo("cron " + expression);
	}

	@Test
	void wordsSayWhenRandomExpressionsFire() {
		Random random = new Random(4711);
		for (int i = 0; i < EXPRESSIONS; i++) {
			String text = expression(random);
			String words = CronWords.of(text);
			CronSentence sentence = CronSentence.read(words);
			CronExpression expression = CronExpression.parse(text);
			LocalDateTime after = LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(random.nextInt(2 * 365 * 24 * 60));
			for (int firing = 0; firing < 20 && after != null; firing++) {
				LocalDateTime limit = after.toLocalDate().plusDays(DAYS).atStartOfDay();
				LocalDateTime next = expression.next(after);
				next = (next != null && next.isBefore(limit)) ? next : null;
				assertThat(sentence.next(after, DAYS)).as("%s: %s, after %s", text, words, after).isEqualTo(next);
				after = (next != null && firing % 3 == 0) ? next.plusMinutes(random.nextInt(40 * 24 * 60)) : next;
			}
		}
	}

	@Test
	void wordsSayWhenTheFirstWeekdayIs() {
		CronExpression expression = CronExpression.parse("0 0 12 1W * *");
		CronSentence sentence = CronSentence.read(CronWords.of("0 0 12 1W * *"));
		LocalDateTime after = LocalDateTime.of(2026, 1, 1, 0, 0);
		for (int month = 0; month < 10 * 12; month++) {
			LocalDateTime next = expression.next(after);
			assertThat(sentence.next(after, DAYS)).isEqualTo(next);
			after = next;
		}
	}

	private static String expression(Random random) {
		return String.join(" ", number(random, 0, 59), number(random, 0, 59), number(random, 0, 23),
				oneOf(random, "*", "?", "*", dayOfMonth(random), dayOfMonth(random) + "," + dayOfMonth(random)),
				oneOf(random, "*", "*", "*", "JUN", "feb", "1-3,DEC", number(random, 1, 12)),
				oneOf(random, "*", "?", "*", dayOfWeek(random), dayOfWeek(random) + "," + dayOfWeek(random)));
	}

	private static String number(Random random, int first, int last) {
		int one = first + random.nextInt(last - first + 1);
		int other = first + random.nextInt(last - first + 1);
		String range = Math.min(one, other) + "-" + Math.max(one, other);
		int step = 1 + random.nextInt(last);
		int even = List.of(2, 3, 4, 5, 6, 10, 12, 15, 20, 30).get(random.nextInt(10));
		return oneOf(random, "" + first, "" + first, "*", "" + one, one + "," + other, range, "*/" + even, "*/" + step,
				one + "/" + step, range + "/" + step, range + "," + one, one + ",*/" + even);
	}

	/**
	 * Without 1W: asked on a Sunday the 2nd, Spring leaves out the Monday that follows.
	 */
	private static String dayOfMonth(Random random) {
		int day = 1 + random.nextInt(31);
		return oneOf(random, "" + day, number(random, 1, 31), "L", "LW", Math.max(2, day) + "W",
				"L-" + (1 + random.nextInt(27)));
	}

	private static String dayOfWeek(Random random) {
		int day = random.nextInt(8);
		return oneOf(random, "" + day, "MON-FRI", "sat", "TUE,THU", "7-" + day, "0-" + day, day + "/2", "*/3",
				day + "L", "FRIL", day + "#" + (1 + random.nextInt(5)), "wed#2");
	}

	private static String oneOf(Random random, String... texts) {
		return texts[random.nextInt(texts.length)];
	}

}
