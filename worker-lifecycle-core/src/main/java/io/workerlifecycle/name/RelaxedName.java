package io.workerlifecycle.name;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The name of a worker or a job: letters, digits and {@code -}. Two names are equal when
 * they differ only in case and dashes, as property names do, so that
 * {@code nightlyReport}, {@code nightly-report} and {@code NIGHTLYREPORT} are one.
 *
 * @since 0.1.0
 */
public final class RelaxedName {

	private static final Pattern ILLEGAL_CHARACTERS = Pattern.compile("[^A-Za-z0-9]+");

	private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

	private final String text;

	private final String uniform;

	private RelaxedName(String text) {
		this.text = text;
		this.uniform = text.replace("-", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * The name written that way. Anything can be looked up; {@link #isLegal(String)} says
	 * what may be given.
	 * @param text the name as somebody wrote it
	 * @return the name
	 */
	public static RelaxedName of(String text) {
		return new RelaxedName(text);
	}

	/**
	 * Whether a worker or a job may be called so.
	 * @param text the name as somebody wrote it
	 * @return true for letters, digits and {@code -}, not beginning with {@code -}
	 */
	public static boolean isLegal(String text) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (!isLetterOrDigit(character) && (character != '-' || i == 0)) {
				return false;
			}
		}
		return !text.isEmpty();
	}

	/**
	 * Makes legal what Spring calls a bean: the part after the last dot, with {@code -}
	 * for every character that a name cannot have.
	 * @param beanName the name of a bean
	 * @return the text of a legal name, or an empty string where nothing is left
	 */
	public static String legalPart(String beanName) {
		String last = beanName.substring(beanName.lastIndexOf('.') + 1);
		String dashed = ILLEGAL_CHARACTERS.matcher(last).replaceAll("-");
		int from = dashed.startsWith("-") ? 1 : 0;
		return dashed.endsWith("-") ? dashed.substring(from, Math.max(from, dashed.length() - 1))
				: dashed.substring(from);
	}

	/**
	 * The form without case and dashes, which is what counts.
	 * @return lower-case letters and digits
	 */
	public String uniform() {
		return this.uniform;
	}

	/**
	 * The form that belongs into a property name.
	 * @return lower-case letters, digits and dashes, one before each former capital
	 */
	public String dashed() {
		return HUMP.matcher(this.text).replaceAll("-").toLowerCase(Locale.ROOT);
	}

	private static boolean isLetterOrDigit(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9');
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RelaxedName name && name.uniform.equals(this.uniform);
	}

	@Override
	public int hashCode() {
		return this.uniform.hashCode();
	}

	/**
	 * The name as it was written.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
