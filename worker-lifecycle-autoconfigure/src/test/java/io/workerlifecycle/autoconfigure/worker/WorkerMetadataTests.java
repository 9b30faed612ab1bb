package io.workerlifecycle.autoconfigure.worker;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.workerlifecycle.name.RelaxedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.io.UrlResource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What editors of properties are told of workers.
 */
@Timeout(30)
class WorkerMetadataTests {

	private static final Pattern DEFAULT = Pattern.compile(
			"\\{\\s*\"name\": \"worker-lifecycle\\.worker-defaults\\.([a-z.-]+)\",\\s*\"type\": \"([^\"]+)\",\\s*\"desc");

	private static final Pattern SINGLE = Pattern
		.compile("\"worker-lifecycle\\.workers\",\\s*\"type\": \"java.util.Map<java.lang.String,([^\"]+)>\"");

	@Test
	void everyKeyOfTheDefaultsIsOneOfASingleWorkerTooAndNoOther() throws Exception {
		String metadata = metadata();
		Map<String, String> defaults = DEFAULT.matcher(metadata)
			.results()
			.collect(Collectors.toMap((result) -> result.group(1), (result) -> result.group(2)));
		Matcher single = SINGLE.matcher(metadata);
		assertThat(single.find()).isTrue();
		assertThat(defaults).containsKeys("restart.policy", "retry.max-retries", "channel")
			.containsExactlyInAnyOrderEntriesOf(keys(Class.forName(single.group(1)), ""));
	}

	private static Map<String, String> keys(Class<?> type, String prefix) {
		return Arrays.stream(type.getRecordComponents())
			.flatMap((component) -> keys(component, prefix))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Stream<Map.Entry<String, String>> keys(RecordComponent component, String prefix) {
		String key = prefix + RelaxedName.of(component.getName()).dashed();
		return component.getType().isRecord() ? keys(component.getType(), key + ".").entrySet().stream()
				: Stream.of(Map.entry(key, component.getGenericType().getTypeName()));
	}

	private static String metadata() throws IOException {
		List<String> all = new ArrayList<>();
		for (URL url : Collections.list(WorkerMetadataTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			all.add(new UrlResource(url).getContentAsString(UTF_8));
		}
		return all.stream()
			.filter((text) -> text.contains("\"worker-lifecycle.worker-defaults"))
			.findFirst()
			.orElseThrow();
	}

}
