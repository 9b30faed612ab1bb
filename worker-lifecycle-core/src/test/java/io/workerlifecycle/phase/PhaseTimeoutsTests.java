package io.workerlifecycle.phase;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class PhaseTimeoutsTests {

	private static final int PHASE = 7;

	private final DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final PhaseTimeouts phases = new PhaseTimeouts(this.beanFactory, Duration.ofSeconds(30));

	PhaseTimeoutsTests() {
		this.processor.setTimeoutPerShutdownPhase(30_000);
		this.beanFactory.registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, this.processor);
	}

	@Test
	void phaseThatNeedsMoreThanTheGeneralLimitGetsIt() {
		this.phases.raise(PHASE, Duration.ofSeconds(40));
		assertThat(limit(PHASE)).isEqualTo(40_000L);
		assertThat(limit(PHASE + 1)).isEqualTo(30_000L);
	}

	@Test
	void limitIsNeverLowered() {
		this.phases.raise(PHASE, Duration.ofSeconds(60));
		this.phases.raise(PHASE, Duration.ofSeconds(40));
		assertThat(limit(PHASE)).isEqualTo(60_000L);
	}

	@Test
	void limitThatTheUserSetStaysWhereNoMoreThanTheGeneralOneIsNeeded() {
		this.processor.setTimeoutForShutdownPhase(PHASE, 90_000);
		this.phases.raise(PHASE, Duration.ofSeconds(13));
		assertThat(limit(PHASE)).isEqualTo(90_000L);
	}

	@Test
	void limitsOfAParentContextAreLeftAlone() {
		PhaseTimeouts child = new PhaseTimeouts(new DefaultListableBeanFactory(this.beanFactory),
				Duration.ofSeconds(30));
		child.raise(PHASE, Duration.ofSeconds(40));
		assertThat(limit(PHASE)).isEqualTo(30_000L);
	}

	@Test
	void contextWithoutALifecycleProcessorHasNoLimitToRaise() {
		PhaseTimeouts none = new PhaseTimeouts(new DefaultListableBeanFactory(), Duration.ofSeconds(30));
		assertThatNoException().isThrownBy(() -> none.raise(PHASE, Duration.ofSeconds(40)));
	}

	private long limit(int phase) {
		Long limit = ReflectionTestUtils.invokeMethod(this.processor, "determineShutdownTimeout", phase);
		return (limit != null) ? limit : -1;
	}

}
