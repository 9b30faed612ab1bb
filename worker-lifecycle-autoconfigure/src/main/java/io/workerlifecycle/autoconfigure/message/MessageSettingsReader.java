package io.workerlifecycle.autoconfigure.message;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.workerlifecycle.autoconfigure.message.MessageProperties.Batch;
import io.workerlifecycle.autoconfigure.message.MessageProperties.Retry;
import io.workerlifecycle.autoconfigure.properties.SettingChoice;
import io.workerlifecycle.autoconfigure.properties.SettingChoice.Reading;
import io.workerlifecycle.message.BatchSettings;
import io.workerlifecycle.message.DegradationSettings;
import io.workerlifecycle.message.MessageRetry;
import io.workerlifecycle.message.MessageSettings;
import io.workerlifecycle.retry.RetrySettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Turns what is said of the messages of one worker into settings; what nobody said is
 * built in.
 */
final class MessageSettingsReader {

	private final SettingChoice<MessageProperties> choice;

	private final @Nullable ClassLoader classLoader;

	MessageSettingsReader(SettingChoice<MessageProperties> choice, @Nullable ClassLoader classLoader) {
		this.choice = choice;
		this.classLoader = classLoader;
	}

	ConfiguredMessages read() {
		MessageSettings standard = MessageSettings.STANDARD;
		MessageSettings settings = new MessageSettings(
				this.choice.choose(MessageProperties::channel, standard.channels()).stream().distinct().toList(),
				this.choice.choose(MessageProperties::concurrency, standard.concurrency()),
				this.choice.duration("poll-timeout", MessageProperties::pollTimeout, standard.pollTimeout()),
				this.choice.duration("processing-timeout", MessageProperties::processingTimeout,
						standard.processingTimeout()),
				retry(), degradation(), name(MessageProperties::deadLetterChannel), batch());
		return new ConfiguredMessages(settings, name(MessageProperties::transactionManager));
	}

	/** An empty name takes back what a later layer says. */
	private @Nullable String name(Reading<MessageProperties, String> setting) {
		String name = this.choice.choose(setting, "").strip();
		return name.isEmpty() ? null : name;
	}

	private MessageRetry retry() {
		RetrySettings standard = MessageRetry.STANDARD.timing();
		SettingChoice<Retry> retry = this.choice.in("retry", MessageProperties::retry);
		RetrySettings timing = new RetrySettings(retry.choose(Retry::maxRetries, standard.maxRetries()),
				retry.duration("delay", Retry::delay, standard.delay()),
				retry.choose(Retry::multiplier, standard.multiplier()),
				retry.duration("max-delay", Retry::maxDelay, standard.maxDelay()),
				retry.duration("jitter", Retry::jitter, standard.jitter()));
		return new MessageRetry(timing, failures(retry, "includes", Retry::includes),
				failures(retry, "excludes", Retry::excludes));
	}

	private DegradationSettings degradation() {
		return new DegradationSettings(failures(this.choice, "degrade-on", MessageProperties::degradeOn),
				this.choice.duration("degrade-probe-interval", MessageProperties::degradeProbeInterval,
						MessageSettings.STANDARD.degradation().probeInterval()));
	}

	private BatchSettings batch() {
		BatchSettings standard = BatchSettings.STANDARD;
		SettingChoice<Batch> batch = this.choice.in("batch", MessageProperties::batch);
		return new BatchSettings(batch.choose(Batch::size, standard.size()),
				batch.duration("max-wait", Batch::maxWait, standard.maxWait()));
	}

	private <S extends Record> Set<Class<? extends Throwable>> failures(SettingChoice<S> said, String key,
			Reading<S, List<String>> setting) {
		Set<Class<? extends Throwable>> types = new HashSet<>();
		List<String> names = said.choose(setting, List.of());
		for (int i = 0; i < names.size(); i++) {
			String whole = said.group() + key;
			String places = this.choice.places(List.of(whole, whole + "[" + i + "]"));
			types.add(failure(names.get(i).strip(), whole + places));
		}
		return types;
	}

	private Class<? extends Throwable> failure(String name, String place) {
		try {
			return ClassUtils.forName(name, this.classLoader).asSubclass(Throwable.class);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new IllegalArgumentException("there is no class '" + name + "' for " + place
					+ ". Write the name of an exception with its package", ex);
		}
		catch (ClassCastException ex) {
			throw new IllegalArgumentException(
					"'" + name + "' is no exception, for " + place + ". Write the name of one with its package", ex);
		}
	}

}
