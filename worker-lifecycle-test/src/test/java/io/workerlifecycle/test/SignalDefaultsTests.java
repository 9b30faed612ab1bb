package io.workerlifecycle.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class SignalDefaultsTests {

	@TempDir
	private Path directory;

	@Test
	void nothingIsPutBeforeTheCommandWhereNothingIsIgnored() throws IOException {
		assertThat(SignalDefaults.before(status("SigIgn:\t0000000000000000"))).isEmpty();
	}

	@Test
	void signalsThatAreIgnoredAsUnderNohupGetTheirDefault() throws IOException {
		assertThat(SignalDefaults.before(status("SigIgn:\t0000000180000003"))).containsExactly("env",
				"--default-signal=HUP,INT");
	}

	@Test
	void signalsThatNoTestSendsAreLeftAlone() throws IOException {
		assertThat(SignalDefaults.before(status("SigIgn:\t0000000180000000"))).isEmpty();
	}

	@Test
	void systemThatDoesNotTellHasNothingPutBefore() {
		assertThat(SignalDefaults.before(this.directory.resolve("none"))).isEmpty();
	}

	private Path status(String line) throws IOException {
		return Files.writeString(this.directory.resolve("status"), "Name:\tjava\n" + line + "\n");
	}

}
