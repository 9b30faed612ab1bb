package io.workerlifecycle.message;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is told of exceptions that may quote a message.
 */
@Timeout(10)
class DiscreetExceptionTests {

	private static final Message<String> MESSAGE = new GenericMessage<>("secret");

	private static final MessageDeliveryException QUOTING = new MessageDeliveryException(MESSAGE, "no room");

	@Test
	void exceptionThatQuotesNoMessageIsTheSame() {
		IllegalStateException failure = new IllegalStateException("broken", new IOException("no answer"));
		assertThat(DiscreetException.of(failure)).isSameAs(failure);
	}

	static List<Throwable> quoting() {
		IllegalStateException suppressing = new IllegalStateException("broken");
		suppressing.addSuppressed(QUOTING);
		IllegalStateException circle = new IllegalStateException("broken", QUOTING);
		IllegalStateException inCircle = new IllegalStateException("once more", circle);
		circle.addSuppressed(inCircle);
		return List.of(QUOTING, new IllegalStateException(QUOTING), new IllegalStateException("broken", QUOTING),
				new IllegalStateException("broken: " + QUOTING), new IllegalStateException("cannot do " + MESSAGE),
				suppressing, circle, new BatchFailedException(MESSAGE, QUOTING),
				new MessageConversionException(MESSAGE, "cannot read 'secret'"),
				new MessageConversionException("cannot read", new IOException("Unrecognized token 'secret'")));
	}

	@ParameterizedTest
	@MethodSource("quoting")
	void messageIsNotQuoted(Throwable failure) {
		assertThat(printed(failure)).contains("secret");
		assertThat(printed(DiscreetException.of(failure))).doesNotContain("secret");
	}

	@ParameterizedTest
	@MethodSource("quoting")
	void classAndStackStay(Throwable failure) {
		Throwable told = DiscreetException.of(failure);
		assertThat(told).hasMessageStartingWith(failure.getClass().getName());
		assertThat(told.getStackTrace()).isEqualTo(failure.getStackTrace());
		assertThat(printed(told)).contains(chain(failure).map((cause) -> cause.getClass().getName()).toList());
	}

	@Test
	void textThatQuotesNothingStays() {
		assertThat(DiscreetException.of(new IllegalStateException("broken", QUOTING)))
			.hasMessage("java.lang.IllegalStateException: broken")
			.cause()
			.hasMessage(MessageDeliveryException.class.getName() + ": no room");
	}

	@Test
	void exceptionWhoseTextNeedsAMissingClassMakesNobodyStumble() {
		@SuppressWarnings("serial")
		class Incomplete extends RuntimeException {

			@Override
			public String getMessage() {
				throw new NoClassDefFoundError("com/example/Text");
			}

		}
		assertThat(printed(DiscreetException.of(new Incomplete()))).contains("Incomplete", "cannot be read");
	}

	@Test
	void textsAreLeftOutForThoseWhoMayNotSeeAMessage() {
		DiscreetException told = DiscreetException
			.withoutText(new IllegalStateException("about secret", new IOException("secret")));
		assertThat(printed(told)).doesNotContain("secret").contains("java.io.IOException");
		assertThat(told.type()).isEqualTo("java.lang.IllegalStateException");
		assertThat(told.text()).isNull();
	}

	@Test
	void exceptionWhoseTextCannotBeReadHidesNothingElse() {
		assertThat(DiscreetException.of(new Unreadable(QUOTING))).hasMessageContaining("cannot be read")
			.cause()
			.hasMessageContaining("no room");
	}

	@Test
	void exceptionWhoseTextCannotBeReadMakesNobodyStumble() {
		Unreadable failure = new Unreadable(new IOException("no answer"));
		assertThatIllegalStateException().isThrownBy(() -> printed(failure));
		assertThat(printed(DiscreetException.of(failure))).contains("Unreadable", "cannot be read", "no answer");
	}

	@Test
	void exceptionThatTellsNothingOfItselfMakesNobodyStumble() {
		assertThat(printed(DiscreetException.of(new IOException("no answer", new Silent())))).contains("no answer",
				"Silent");
	}

	private static Stream<Throwable> chain(Throwable failure) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause).limit(5);
	}

	@SuppressWarnings("serial")
	private static final class Unreadable extends RuntimeException {

		private Unreadable(Throwable cause) {
			super(cause);
		}

		@Override
		public String getMessage() {
			throw new IllegalStateException("no text");
		}

	}

	private static String printed(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

}
