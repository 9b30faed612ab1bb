package io.workerlifecycle.autoconfigure.reload;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class SecretNamesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					shop.password                  | hunter2                                 | ******
					shop.clientSecret              | hunter2                                 | ******
					shop.api-key                   | hunter2                                 | ******
					shop.tokens[0]                 | hunter2                                 | ******
					shop.credentials.user          | hunter2                                 | ******
					shop.url                       | https://joe:hunter2@host/path           | https://joe:******@host/path
					shop.jdbc                      | jdbc:x://host/db?user=joe&password=hunter2 | jdbc:x://host/db?user=joe&password=******
					shop.label                     | hunter2                                 | hunter2
					shop.keys-per-page             | 7                                       | 7
					""")
	void whatSoundsLikeASecretIsHidden(String name, String value, String shown) {
		assertThat(new SecretNames().mask(name, value, null)).isEqualTo(shown);
	}

}
