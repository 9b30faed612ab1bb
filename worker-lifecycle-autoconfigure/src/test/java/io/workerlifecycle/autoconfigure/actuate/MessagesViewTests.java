package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages as the endpoint shows them.
 */
@Timeout(10)
class MessagesViewTests {

	@Test
	void exceptionOfAChannelIsShownByItsClassAlone() {
		MessagesView view = MessagesView.of(
				FixedFlows.flow(Map.of("orders", "org.example.NoPayload: cannot read {\"card\":4711}: {"), List.of()),
				OptionalLong.empty(), Duration.ZERO);
		assertThat(view.unreachable()).isEqualTo(Map.of("orders", "org.example.NoPayload"));
		assertThat(view.depth()).isNull();
	}

}
