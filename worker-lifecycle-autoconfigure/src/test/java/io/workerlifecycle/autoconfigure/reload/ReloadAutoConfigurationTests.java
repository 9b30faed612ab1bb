package io.workerlifecycle.autoconfigure.reload;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.reload.Reloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ReloadAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, ReloadAutoConfiguration.class));

	@Test
	void reloadsAreThereAndNothingIsWatched() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(Reloads.class)
			.doesNotHaveBean(FileWatch.class)
			.doesNotHaveBean(CloudRefresh.class));
	}

	@Test
	void filesAreWatchedWhereThatIsWanted() {
		this.runner.withPropertyValues("worker-lifecycle.reload.watch=true")
			.run((context) -> assertThat(context).hasSingleBean(FileWatch.class));
	}

	@Test
	void thereIsNothingWhereAllIsSwitchedOff() {
		this.runner.withPropertyValues("worker-lifecycle.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Reloads.class));
	}

	@Test
	void wrongValueIsAnError() {
		this.runner.withPropertyValues("worker-lifecycle.reload.watch=perhaps")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasMessageContaining("worker-lifecycle.reload"));
	}

}
