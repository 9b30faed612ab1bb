package io.workerlifecycle.autoconfigure.reload;

import java.nio.file.Path;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reloads where a provider of Jakarta Validation is on the class path.
 */
@Timeout(120)
class WithValidationReloadTests {

	@TempDir
	Path directory;

	@Test
	void invalidValueIsRefusedWithItsPlace() {
		try (Reloading application = Reloading.start(this.directory, "shop.size: 3", Shops.class)) {
			assertThat(application.refusal("shop.size: 0\n")).contains("shop.size", "must be at least 1", "1:12");
			application.apply("shop.size: 4\n");
		}
	}

	@Test
	void whatAMethodSetsBesidesPropertiesIsNotMissed() {
		try (Reloading application = Reloading.start(this.directory, "made.size: 3", Shops.class)) {
			application.apply("made.size: 4\n");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Shop.class)
	static class Shops {

		@Bean
		@ConfigurationProperties("made")
		Made made() {
			Made made = new Made();
			made.setLabel("set by code");
			return made;
		}

	}

	@Validated
	@ConfigurationProperties("shop")
	record Shop(@Min(value = 1, message = "must be at least 1") Integer size) {
	}

	@Validated
	public static class Made {

		private int size;

		@NotNull
		private String label;

		public int getSize() {
			return this.size;
		}

		public void setSize(int size) {
			this.size = size;
		}

		public String getLabel() {
			return this.label;
		}

		public void setLabel(String label) {
			this.label = label;
		}

	}

}
