package io.workerlifecycle.autoconfigure.job;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.workerlifecycle.job.JobAttribute;
import io.workerlifecycle.name.RelaxedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.io.UrlResource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What editors of properties are told of jobs.
 */
@Timeout(30)
class JobMetadataTests {

	private static final Pattern DEFAULT = Pattern
		.compile("\\{\\s*\"name\": \"worker-lifecycle\\.job-defaults\\.([a-z.-]+)\",\\s*\"type\": \"[^\"]+\","
				+ "\\s*\"description\": \"([^\"]+)\"");

	@Test
	void everyKeyOfTheDefaultsIsDescribedAndNoOther() throws IOException {
		Map<String, String> described = DEFAULT.matcher(metadata())
			.results()
			.collect(Collectors.toMap((result) -> result.group(1), (result) -> result.group(2)));
		List<String> keys = Arrays.stream(JobAttribute.values())
			.filter((attribute) -> attribute != JobAttribute.TRIGGER)
			.map((attribute) -> RelaxedName.of(attribute.key()).dashed())
			.toList();
		assertThat(described).containsOnlyKeys(keys);
	}

	private static String metadata() throws IOException {
		List<String> all = new ArrayList<>();
		for (URL url : Collections.list(
				JobMetadataTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			all.add(new UrlResource(url).getContentAsString(UTF_8));
		}
		return all.stream()
			.filter((text) -> text.contains("\"worker-lifecycle.job-defaults"))
			.findFirst()
			.orElseThrow();
	}

}
