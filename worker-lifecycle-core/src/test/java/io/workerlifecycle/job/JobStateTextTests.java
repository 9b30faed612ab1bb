package io.workerlifecycle.job;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import io.workerlifecycle.name.RelaxedName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JobStateTextTests {

	private static final Instant THREE = Instant.parse("2026-03-01T03:00:00Z");

	private static final Map<RelaxedName, JobMoment> MOMENTS = new LinkedHashMap<>();

	static {
		MOMENTS.put(RelaxedName.of("nightly-report"), new JobMoment(THREE, null));
		MOMENTS.put(RelaxedName.of("cleanUp"), new JobMoment(THREE.plusNanos(1), THREE.plusSeconds(1)));
		MOMENTS.put(RelaxedName.of("mail"), new JobMoment(null, THREE));
	}

	@Test
	void textIsForPeopleToo() {
		assertThat(new String(JobStateText.of(MOMENTS), StandardCharsets.US_ASCII)).isEqualTo("""
				worker-lifecycle job state 1
				nightly-report 2026-03-01T03:00:00Z -
				cleanUp 2026-03-01T03:00:00.000000001Z 2026-03-01T03:00:01Z
				mail - 2026-03-01T03:00:00Z
				crc32 c88f1947
				""");
	}

	@Test
	void whatWasWrittenIsReadToTheNanosecond() throws Exception {
		assertThat(JobStateText.read(JobStateText.of(MOMENTS))).isEqualTo(MOMENTS);
		assertThat(JobStateText.read(JobStateText.of(Map.of()))).isEmpty();
	}

	@Test
	void farInstantsAreKept() throws Exception {
		Map<RelaxedName, JobMoment> far = Map.of(RelaxedName.of("a"), new JobMoment(Instant.MAX, Instant.MIN));
		assertThat(JobStateText.read(JobStateText.of(far))).isEqualTo(far);
	}

	@Test
	void textCutAnywhereIsNoticed() {
		byte[] whole = JobStateText.of(MOMENTS);
		for (int length = 0; length < whole.length; length++) {
			assertUnreadable(Arrays.copyOf(whole, length));
		}
	}

	@Test
	void flippedBitIsNoticedWhereverItIs() {
		byte[] whole = JobStateText.of(MOMENTS);
		for (int index = 0; index < whole.length; index++) {
			for (int bit = 0; bit < 8; bit++) {
				byte[] flipped = whole.clone();
				flipped[index] ^= (byte) (1 << bit);
				assertUnreadable(flipped);
			}
		}
	}

	@Test
	void textWithSomethingBehindItIsNoticed() {
		byte[] whole = JobStateText.of(MOMENTS);
		assertUnreadable(Arrays.copyOf(whole, whole.length + 1));
		assertUnreadable((new String(whole, StandardCharsets.US_ASCII) + "\n").getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void otherVersionIsNotGuessedAt() {
		String other = new String(JobStateText.of(Map.of()), StandardCharsets.US_ASCII).replace("state 1", "state 2")
			.replaceAll("crc32 .*", "crc32 f0205f9b");
		assertThatExceptionOfType(UnreadableStateException.class)
			.isThrownBy(() -> JobStateText.read(other.getBytes(StandardCharsets.US_ASCII)))
			.withMessage("it does not begin with 'worker-lifecycle job state 1'");
	}

	private static void assertUnreadable(byte[] content) {
		assertThatExceptionOfType(UnreadableStateException.class)
			.as(() -> new String(content, StandardCharsets.US_ASCII))
			.isThrownBy(() -> JobStateText.read(content));
	}

}
