package io.workerlifecycle.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class LateRegistryCloserTests {

	private final List<ContextClosedEvent> closed = new ArrayList<>();

	private final LateRegistryCloser closer = new LateRegistryCloser(this.closed::add);

	private final ContextClosedEvent event = new ContextClosedEvent(new StaticApplicationContext());

	@Test
	void registriesAreClosedAfterTheLifeCyclesHaveStopped() {
		this.closer.start();
		this.closer.onApplicationEvent(this.event);
		assertThat(this.closed).isEmpty();
		this.closer.stop();
		assertThat(this.closed).containsExactly(this.event);
	}

	@Test
	void registriesAreClosedAtOnceWhereLifeCyclesHaveStoppedBefore() {
		this.closer.start();
		this.closer.stop();
		assertThat(this.closed).isEmpty();
		this.closer.onApplicationEvent(this.event);
		assertThat(this.closed).containsExactly(this.event);
	}

	@Test
	void stopOfLifeCyclesThatIsNoCloseLeavesRegistriesOpen() {
		this.closer.start();
		this.closer.stop();
		this.closer.start();
		assertThat(this.closed).isEmpty();
	}

}
