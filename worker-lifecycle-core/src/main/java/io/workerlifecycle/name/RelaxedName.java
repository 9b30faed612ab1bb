package io.workerlifecycle.name;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a worker or a job, of letters, digits and {@code -}. Two names are equal
 * when they differ only in case and dashes, so that {@code nightlyReport} in Java,
 * {@code nightly-report} in YAML and {@code NIGHTLYREPORT} in an environment variable
 * mean the same.
 *
 * @since 0.1.0
 */
public final class RelaxedName {

	private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9-]*[A-Za-z0-9][A-Za-z0-9-]*");

	private final String spelling;

	private final String uniform;

	private RelaxedName(String spelling) {
		this.spelling = spelling;
		this.uniform = spelling.replace("-", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Wraps a name. Any text is taken, so that a look-up of nonsense finds nothing
	 * instead of failing.
	 * @param spelling the name as written
	 * @return the name
	 */
	public static RelaxedName of(String spelling) {
		return new RelaxedName(spelling);
	}

	/**
	 * Makes a name of a bean's name: the part after the last dot, with {@code -} for what
	 * a name may not hold.
	 * @param beanName the name of the bean
	 * @return the name
	 */
	public static RelaxedName ofBean(String beanName) {
		String last = beanName.substring(beanName.lastIndexOf('.') + 1);
		return new RelaxedName(last.replaceAll("[^A-Za-z0-9-]", "-"));
	}

	/**
	 * Whether the name holds only letters, digits and {@code -}, and at least one that is
	 * not a dash.
	 * @param spelling the name as written
	 * @return true if it may be used
	 */
	public static boolean isAllowed(String spelling) {
		return ALLOWED.matcher(spelling).matches();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof RelaxedName name && this.uniform.equals(name.uniform);
	}

	@Override
	public int hashCode() {
		return this.uniform.hashCode();
	}

	@Override
	public String toString() {
		return this.spelling;
	}

}
