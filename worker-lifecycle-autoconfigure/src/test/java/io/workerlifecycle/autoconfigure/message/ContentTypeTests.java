package io.workerlifecycle.autoconfigure.message;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read of payloads whatever their content type says.
 */
@Timeout(60)
class ContentTypeTests {

	private static final String JSON = "{\"id\": 7}";

	private final MessageConverter converter = new PayloadConverter(new DefaultListableBeanFactory()).choose();

	static Stream<Object> contentTypes() {
		return Stream.of("text/plain", "application/json", "application/octet-stream", "application/x-java",
				"text/plain;charset=UTF-8", "text/plain;charset=unheard-of", "no content type", "", "a/b/c;;=",
				"application/json".getBytes(StandardCharsets.UTF_8), MimeTypeUtils.APPLICATION_XML, 42);
	}

	@ParameterizedTest
	@MethodSource("contentTypes")
	void objectIsReadFromJsonInTextWhateverTheContentTypeSays(Object contentType) {
		assertThat(read(JSON, contentType, Order.class)).isEqualTo(new Order(7));
	}

	@ParameterizedTest
	@MethodSource("contentTypes")
	void objectIsReadFromJsonInBytesWhateverTheContentTypeSays(Object contentType) {
		assertThat(read(bytes(JSON), contentType, Order.class)).isEqualTo(new Order(7));
	}

	@ParameterizedTest
	@MethodSource("contentTypes")
	void textIsReadFromBytesWhateverTheContentTypeSays(Object contentType) {
		assertThat(read(bytes(JSON + " ä"), contentType, String.class)).isEqualTo(JSON + " ä");
	}

	@ParameterizedTest
	@MethodSource("contentTypes")
	void numberIsReadFromTextWhateverTheContentTypeSays(Object contentType) {
		assertThat(read("42", contentType, Integer.class)).isEqualTo(42);
	}

	@ParameterizedTest
	@MethodSource("contentTypes")
	void simpleValuesAreReadFromTextWhateverTheContentTypeSays(Object contentType) {
		UUID id = UUID.randomUUID();
		assertThat(read(id.toString(), contentType, UUID.class)).isEqualTo(id);
		assertThat(read("SECONDS", contentType, TimeUnit.class)).isEqualTo(TimeUnit.SECONDS);
		assertThat(read("007", contentType, Integer.class)).isEqualTo(7);
		assertThat(read("\"SECONDS\"", contentType, TimeUnit.class)).isEqualTo(TimeUnit.SECONDS);
		assertThat(read(7, contentType, String.class)).isEqualTo("7");
	}

	@ParameterizedTest
	@MethodSource("contentTypes")
	void textAndBytesStayAsTheyAreForWhoTakesThem(Object contentType) {
		byte[] bytes = bytes(JSON);
		assertThat(read(bytes, contentType, byte[].class)).isSameAs(bytes);
		assertThat(read(JSON, contentType, String.class)).isSameAs(JSON);
	}

	@Test
	void textIsReadInTheCharsetOfTheContentType() {
		byte[] latin = "ä".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(read(latin, "text/plain;charset=ISO-8859-1", String.class)).isEqualTo("ä");
		assertThat(read(latin, "application/json;charset=\"iso-8859-1\"", String.class)).isEqualTo("ä");
	}

	private Object read(Object payload, Object contentType, Class<?> type) {
		return this.converter
			.fromMessage(new GenericMessage<>(payload, Map.of(MessageHeaders.CONTENT_TYPE, contentType)), type);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	record Order(int id) {

	}

}
