package io.workerlifecycle.job;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class CronMistakeTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					0 9 * * *           | it has 5 fields, but 6 are needed, with seconds first | Write '0 0 9 * * *' to fire at second 0: every day at 09:00.
					0 0 9 * *           | it has 5 fields, but 6 are needed, with seconds first | Write '0 0 0 9 * *' to fire at second 0: at 00:00 on the 9th of the month.
					0 25 * * *          | it has 5 fields                                       | Write six fields
					0 0 9 * * MON 2027  | it has 7 fields, and a year, as Quartz has it, is not | Write '0 0 9 * * MON', for every year: at 09:00 on Mondays.
					0 0 9 ? * MON *     | it has 7 fields, and a year                           | Write '0 0 9 ? * MON', for every year: at 09:00 on Mondays.
					0 0 9 * * * MON     | it has 7 fields, but 6 are needed                     | Write six fields
					0 9 *               | it has 3 fields, but 6 are needed                     | Write six fields
					daily               | a macro begins with @                                 | Write @daily.
					0 ? 9 * * *         | its minute is '?', but ? is for the day of month and  | Write '0 * 9 * * *': every minute from 09:00 to 09:59.
					0 0 9 ? ? MON       | its month is '?', but ? is for                        | Write '0 0 9 ? * MON': at 09:00 on Mondays.
					0 0 9 MON * *       | its day of month is 'MON', but names of days stand in | Write '0 0 9 * * MON': at 09:00 on Mondays.
					0 0 9 * mon-fri ?   | its month is 'mon-fri', but names of days stand in    | Write '0 0 9 * * mon-fri': at 09:00, Monday to Friday.
					0 0 9 1 * JUN       | its day of week is 'JUN', but names of months stand   | Write '0 0 9 1 JUN *': at 09:00 on the 1st of June.
					0 0 9 * MON JUN     | its month is 'MON', but names of days stand in        | Write '0 0 9 * JUN MON': at 09:00 on Mondays, in June.
					0 0 22-5 * * *      | its hour is '22-5', a range that runs backwards       | Write '0 0 22-23,0-5 * * *': every day at 00:00, 01:00, 02:00, 03:00, 04:00, 05:00, 22:00 and 23:00.
					0 0 9 * * FRI-MON   | its day of week is 'FRI-MON', a range that runs       | Write '0 0 9 * * FRI-SUN,MON': at 09:00 on Mondays, Fridays, Saturdays and Sundays.
					0 0 9 l * *         | its day of month is 'l', but it may only be 1 to 31   | Write '0 0 9 L * *': at 09:00 on the last day of the month.
					0 0 24 * * *        | its hour is '24', but it may only be 0 to 23          | Write 0 to 23 there.
					0 60 * * * *        | its minute is '60', but it may only be 0 to 59        | Write 0 to 59 there.
					0 0 9 * * 8         | its day of week is '8', but it may only be MON to SUN | Write MON to SUN
					0 0 9 * * *#        | its day of week is '*#', but it may only be MON       | Write MON to SUN
					""")
	void mistakeIsToldWithWhatToWrite(String text, String fact, String action) {
		CronMistake mistake = CronMistake.in(text);
		assertThat(mistake.fact()).startsWith(fact);
		assertThat(mistake.action()).startsWith(action);
	}

}
