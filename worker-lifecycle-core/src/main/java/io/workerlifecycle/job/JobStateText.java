package io.workerlifecycle.job;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * What the job state file looks like: a header with the version of the form, one line for
 * each job with its name and two instants or {@code -}, and the CRC-32 of all that.
 */
final class JobStateText {

	static final String HEADER = "worker-lifecycle job state 1";

	private static final String NOTHING = "-";

	private JobStateText() {
	}

	static byte[] of(Map<RelaxedName, JobMoment> moments) {
		StringBuilder text = new StringBuilder(HEADER).append('\n');
		moments.forEach((job, moment) -> text.append(job)
			.append(' ')
			.append(field(moment.accountedUntil()))
			.append(' ')
			.append(field(moment.pausedSince()))
			.append('\n'));
		String body = text.toString();
		return (body + checksumLine(body.getBytes(StandardCharsets.US_ASCII))).getBytes(StandardCharsets.US_ASCII);
	}

	/** Reads what was written, to the last byte. */
	static Map<RelaxedName, JobMoment> read(byte[] content) throws UnreadableStateException {
		int end = startOfLastLine(content);
		byte[] body = Arrays.copyOf(content, end);
		String last = new String(content, end, content.length - end, StandardCharsets.ISO_8859_1);
		if (!last.equals(checksumLine(body))) {
			throw new UnreadableStateException("its checksum is not that of its content");
		}
		List<String> lines = new String(body, StandardCharsets.US_ASCII).lines().toList();
		if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
			throw new UnreadableStateException("it does not begin with '" + HEADER + "'");
		}
		return moments(lines.subList(1, lines.size()));
	}

	private static Map<RelaxedName, JobMoment> moments(List<String> lines) throws UnreadableStateException {
		Map<RelaxedName, JobMoment> moments = new LinkedHashMap<>();
		for (String line : lines) {
			String[] fields = line.split(" ", -1);
			if (fields.length != 3 || !RelaxedName.isLegal(fields[0])) {
				throw new UnreadableStateException("it has a line that says nothing of a job");
			}
			moments.put(RelaxedName.of(fields[0]), new JobMoment(instant(fields[1]), instant(fields[2])));
		}
		return moments;
	}

	private static @Nullable Instant instant(String field) throws UnreadableStateException {
		try {
			return field.equals(NOTHING) ? null : Instant.parse(field);
		}
		catch (DateTimeException ex) {
			throw new UnreadableStateException("it has something in place of an instant");
		}
	}

	private static String field(@Nullable Instant instant) {
		return (instant != null) ? instant.toString() : NOTHING;
	}

	/** The last line has an end too, so that a cut is never at the end of a line. */
	private static int startOfLastLine(byte[] content) {
		for (int index = content.length - 1; index > 0; index--) {
			if (content[index - 1] == '\n') {
				return index;
			}
		}
		return 0;
	}

	private static String checksumLine(byte[] body) {
		CRC32 checksum = new CRC32();
		checksum.update(body);
		return String.format("crc32 %08x\n", checksum.getValue());
	}

}
