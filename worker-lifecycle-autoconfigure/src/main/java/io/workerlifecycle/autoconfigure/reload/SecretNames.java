package io.workerlifecycle.autoconfigure.reload;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.PropertySource;

/**
 * Hides values whose name sounds like a secret, by the words that Spring Boot looks for
 * itself, and the password within the address of something.
 *
 * @since 0.1.0
 */
public final class SecretNames implements PropertyMask {

	private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*\\]");

	private static final Pattern SECRET = Pattern
		.compile(".*(password|passwd|passphrase|secret|key|token)s?|.*credential.*|vcap\\.?services.*|"
				+ "sun\\.java\\.command|spring\\.application\\.json");

	private static final Pattern USER_INFO = Pattern.compile("(://[^:/?#@\\s]*:)[^@\\s]+@");

	private static final Pattern PARAMETER = Pattern
		.compile("(?i)([a-z_.-]*(?:password|passwd|secret|token|key)=)[^&;,\\s]+");

	@Override
	public String mask(String name, String value, @Nullable PropertySource<?> source) {
		String plain = INDEX.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
		if (SECRET.matcher(plain).matches()) {
			return MASK;
		}
		String masked = USER_INFO.matcher(value).replaceAll("$1" + MASK + "@");
		return PARAMETER.matcher(masked).replaceAll("$1" + MASK);
	}

}
