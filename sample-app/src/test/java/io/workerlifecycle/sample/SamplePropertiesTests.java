package io.workerlifecycle.sample;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SampleProperties}.
 */
@Timeout(30)
class SamplePropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(Properties.class);

	@Test
	void rootIsTheWorkingDirectoryUnlessSet() {
		this.runner.run((context) -> assertThat(context.getBean(SampleProperties.class).rootPath().toRealPath())
			.isEqualTo(Path.of("").toRealPath()));
	}

	@Test
	void dotIsTheWorkingDirectory() {
		this.runner.withPropertyValues("sample.root=.", "sample.data=.").run((context) -> {
			SampleProperties properties = context.getBean(SampleProperties.class);
			assertThat(properties.rootPath()).isEqualTo(Path.of("."));
			assertThat(properties.dataPath()).isEqualTo(Path.of("."));
		});
	}

	@Test
	void emptyExcludeExcludesNothing() {
		this.runner.withPropertyValues("sample.exclude=")
			.run((context) -> assertThat(context.getBean(SampleProperties.class).exclude()).isEmpty());
	}

	@Test
	void numberBelowOneIsRefusedByName() {
		for (String name : new String[] { "queue-capacity", "recent-changes" }) {
			this.runner.withPropertyValues("sample." + name + "=0")
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.hasMessage("sample.%s is 0, must be at least 1".formatted(name)));
		}
	}

	@Test
	void findingsAreSentInBatchesOfHalfTheQueueAtMost() {
		int[][] capacityAndBatch = { { 1, 1 }, { 3, 1 }, { 50, 25 }, { 1000, 250 } };
		for (int[] expected : capacityAndBatch) {
			this.runner.withPropertyValues("sample.queue-capacity=" + expected[0])
				.run((context) -> assertThat(context.getBean(SampleProperties.class).findingsAtOnce())
					.isEqualTo(expected[1]));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SampleProperties.class)
	static class Properties {

	}

}
