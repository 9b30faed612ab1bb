package io.workerlifecycle.autoconfigure.message;

import java.nio.charset.Charset;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.ContentTypeResolver;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * Takes each content type for text, in the charset that it names. Brokers and their
 * clients write what they like there: JSON comes as text, text as JSON, and both as plain
 * bytes. What cannot be read has no charset.
 */
final class TextCharset implements ContentTypeResolver {

	@Override
	public @Nullable MimeType resolve(@Nullable MessageHeaders headers) {
		Charset charset = (headers != null) ? charset(headers.get(MessageHeaders.CONTENT_TYPE)) : null;
		return (charset != null) ? new MimeType(MimeTypeUtils.TEXT_PLAIN, charset) : null;
	}

	private static @Nullable Charset charset(@Nullable Object contentType) {
		try {
			return (contentType instanceof MimeType || contentType instanceof String)
					? MimeType.valueOf(contentType.toString()).getCharset() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
