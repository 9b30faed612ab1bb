package io.workerlifecycle.sample;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.springframework.util.StringUtils;

/**
 * A path within the tree, as the percent-encoded bytes that its URI has. Unlike
 * {@link Path#toString()} it tells all names apart, in any locale, also names that are no
 * valid text.
 *
 * @param encoded the path from the root, ASCII only; empty for the root
 */
record FileKey(String encoded) implements Serializable {

	/**
	 * The key as people read it, see {@link VisibleText}. Two keys may look alike.
	 * @return the path from the root
	 */
	String display() {
		return this.encoded.isEmpty() ? "."
				: VisibleText.of(StringUtils.uriDecode(this.encoded, StandardCharsets.UTF_8));
	}

	boolean isBelow(FileKey directory) {
		return this.encoded.startsWith(directory.encoded);
	}

	/**
	 * The key with a slash at its end, so that it is the beginning of all keys below it
	 * and of no others.
	 * @return the key of the directory
	 */
	FileKey asDirectory() {
		return (this.encoded.isEmpty() || this.encoded.endsWith("/")) ? this : new FileKey(this.encoded + "/");
	}

}
