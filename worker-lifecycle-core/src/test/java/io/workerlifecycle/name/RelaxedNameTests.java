package io.workerlifecycle.name;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class RelaxedNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "nightlyReport", "nightly-report", "NIGHTLYREPORT", "nightlyreport" })
	void caseAndDashesDoNotCount(String text) {
		assertThat(RelaxedName.of(text)).isEqualTo(RelaxedName.of("nightlyReport"))
			.hasSameHashCodeAs(RelaxedName.of("nightlyReport"));
	}

	@Test
	void otherLettersCount() {
		assertThat(RelaxedName.of("nightlyReports")).isNotEqualTo(RelaxedName.of("nightlyReport"));
	}

	@ParameterizedTest
	@CsvSource({ "nightlyReport, nightly-report", "reportService-nightly, report-service-nightly", "a2B, a2-b",
			"plain, plain" })
	void dashedFormIsThatOfProperties(String text, String dashed) {
		assertThat(RelaxedName.of(text).dashed()).isEqualTo(dashed);
	}

	@ParameterizedTest
	@CsvSource({ "scopedTarget.reports, reports", "com.acme.Reports, Reports", "my_bean, my-bean", "Config#0, Config-0",
			"_x_, x", "inner$bean, inner-bean" })
	void legalPartOfBeanNameIsTheEndWithoutOtherCharacters(String beanName, String expected) {
		assertThat(RelaxedName.legalPart(beanName)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-a", "a b", "a.b", "a_b", "ä" })
	void otherCharactersAreIllegal(String text) {
		assertThat(RelaxedName.isLegal(text)).isFalse();
	}

}
