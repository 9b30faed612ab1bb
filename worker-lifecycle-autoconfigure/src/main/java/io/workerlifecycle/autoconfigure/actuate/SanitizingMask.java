package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

import io.workerlifecycle.autoconfigure.reload.PropertyMask;
import io.workerlifecycle.autoconfigure.reload.SecretNames;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.core.env.PropertySource;

/**
 * Hides what the application's own {@link SanitizingFunction} beans hide, and what sounds
 * like a secret.
 */
final class SanitizingMask implements PropertyMask {

	private final PropertyMask names = new SecretNames();

	private final Sanitizer sanitizer;

	SanitizingMask(List<SanitizingFunction> functions) {
		this.sanitizer = new Sanitizer(functions);
	}

	@Override
	public String mask(String name, String value, @Nullable PropertySource<?> source) {
		Object shown = this.sanitizer.sanitize(new SanitizableData(source, name, value), true);
		return value.equals(shown) ? this.names.mask(name, value, source) : String.valueOf(shown);
	}

}
