package io.workerlifecycle.name;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RelaxedNameTests {

	@Test
	void caseAndDashesDoNotCount() {
		assertThat(RelaxedName.of("nightlyReport")).isEqualTo(RelaxedName.of("nightly-report"))
			.isEqualTo(RelaxedName.of("NIGHTLYREPORT"))
			.hasSameHashCodeAs(RelaxedName.of("nightly-Report"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "nightly-report", "A1" })
	void lettersDigitsAndDashesAreAllowed(String name) {
		assertThat(RelaxedName.isAllowed(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "a b", "a.b", "a_b", "ä", "a/b", "a\n" })
	void anythingElseIsNot(String name) {
		assertThat(RelaxedName.isAllowed(name)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "hasher,hasher", "com.acme.OrderWorker,OrderWorker", "my_worker,my-worker", "a$b,a-b" })
	void beanNameBecomesAName(String beanName, String expected) {
		assertThat(RelaxedName.ofBean(beanName)).hasToString(expected);
	}

}
