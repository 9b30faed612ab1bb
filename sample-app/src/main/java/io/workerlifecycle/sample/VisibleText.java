package io.workerlifecycle.sample;

/**
 * Text in which every character can be seen: what breaks a line, hides or turns the
 * direction is written as its code point.
 */
final class VisibleText {

	private VisibleText() {
	}

	static String of(String text) {
		if (text.codePoints().allMatch(VisibleText::isVisible)) {
			return text;
		}
		StringBuilder visible = new StringBuilder(text.length() + 16);
		text.codePoints().forEach((codePoint) -> append(visible, codePoint));
		return visible.toString();
	}

	private static void append(StringBuilder visible, int codePoint) {
		if (isVisible(codePoint)) {
			visible.appendCodePoint(codePoint);
		}
		else {
			visible.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
		}
	}

	private static boolean isVisible(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				false;
			default -> true;
		};
	}

}
