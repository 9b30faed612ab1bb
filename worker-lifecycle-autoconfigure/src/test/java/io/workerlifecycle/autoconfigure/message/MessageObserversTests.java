package io.workerlifecycle.autoconfigure.message;

import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.message.MessageObserver;
import io.workerlifecycle.message.MessageOutcome;
import io.workerlifecycle.message.ProcessingInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several observers of one worker.
 */
@Timeout(10)
class MessageObserversTests {

	private final List<String> told = new ArrayList<>();

	@Test
	void allAreTold() {
		new MessageObservers(List.of(new Named("one"), new Named("two"))).handled(MessageOutcome.SUCCESS, 1, 1);
		assertThat(this.told).containsExactly("one", "two");
	}

	@Test
	void interceptorsStandAroundEachOtherInTheirOrder() throws Exception {
		ProcessingInterceptor interceptor = new MessageObservers(
				List.of(new Named("one"), MessageObserver.NONE, new Named("two")))
			.interceptor();
		assertThat(interceptor).isNotNull();
		interceptor.around(List.of(), () -> this.told.add("work"));
		assertThat(this.told).containsExactly("around one", "around two", "work");
	}

	@Test
	void thereIsNoInterceptorWhereNobodyHasOne() {
		assertThat(new MessageObservers(List.of(MessageObserver.NONE, MessageObserver.NONE)).interceptor()).isNull();
	}

	private final class Named implements MessageObserver {

		private final String name;

		private Named(String name) {
			this.name = name;
		}

		@Override
		public void handled(MessageOutcome outcome, int messages, long nanos) {
			MessageObserversTests.this.told.add(this.name);
		}

		@Override
		public @Nullable ProcessingInterceptor interceptor() {
			return (messages, processing) -> {
				MessageObserversTests.this.told.add("around " + this.name);
				processing.proceed();
			};
		}

	}

}
