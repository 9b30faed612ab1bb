package io.workerlifecycle.autoconfigure.job;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The lines of the whole log during a test, each with its marks.
 */
final class LogLines extends AppenderBase<ILoggingEvent> implements BeforeEachCallback, AfterEachCallback {

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	@Override
	public void beforeEach(ExtensionContext test) {
		this.root.addAppender(this);
		start();
	}

	@Override
	public void afterEach(ExtensionContext test) {
		this.root.detachAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		// The marks are those of the thread that logs, so they are taken now.
		event.prepareForDeferredProcessing();
		this.events.add(event);
	}

	List<ILoggingEvent> with(String text) {
		return this.events.stream().filter((event) -> event.getFormattedMessage().contains(text)).toList();
	}

	/** The first such line, which may be still to come. */
	ILoggingEvent awaitLine(String text) {
		return awaitLines(text, 1).get(0);
	}

	List<ILoggingEvent> awaitLines(String text, int count) {
		await().untilAsserted(() -> assertThat(with(text)).hasSizeGreaterThanOrEqualTo(count));
		return with(text);
	}

}
