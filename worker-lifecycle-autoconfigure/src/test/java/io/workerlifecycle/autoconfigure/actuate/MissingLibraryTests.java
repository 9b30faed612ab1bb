package io.workerlifecycle.autoconfigure.actuate;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole applications whose class path really lacks a library.
 */
@Timeout(60)
class MissingLibraryTests {

	private static final String[] CORE = { "workerLifecycleWorkers", "workerLifecycleRegistration",
			"workerLifecycleJobs", "workerLifecycleJobsLifecycle" };

	private static final String[] HEALTH = { "workersHealthIndicator", "backgroundJobsHealthIndicator" };

	private static final String[] ENDPOINTS = { "workerLifecycleWorkersEndpoint", "workerLifecycleJobsEndpoint",
			"workerLifecycleScheduledTasks" };

	private static final String[] METERS = { "workerLifecycleWorkerMetrics", "workerLifecycleJobMetrics" };

	private static final List<String> LISTENERS = List.of("workerLifecycleKafkaListeners",
			"workerLifecycleRabbitListeners", "workerLifecycleJmsListeners");

	@Test
	void withAllLibrariesEverythingIsThere() throws Exception {
		assertThat(beansWithout("nothing")).contains(CORE)
			.contains(HEALTH)
			.contains(ENDPOINTS)
			.contains(METERS)
			.containsAll(LISTENERS)
			.contains("workerLifecycleMessageMetrics", "workerLifecycleMessageTracing");
	}

	@Test
	void withoutActuatorThereIsNoEndpoint() throws Exception {
		assertThat(beansWithout("spring-boot-actuator.*")).contains(CORE).contains(METERS).doesNotContain(ENDPOINTS);
	}

	@Test
	void withoutTheHealthLibraryThereIsNoHealth() throws Exception {
		assertThat(beansWithout("spring-boot-(health|actuator).*")).contains(CORE)
			.doesNotContain(HEALTH)
			.doesNotContain("readinessStateHealthIndicator");
	}

	@Test
	void withoutMicrometerThereAreNoMeters() throws Exception {
		assertThat(beansWithout("(spring-boot-)?(micrometer|actuator).*")).contains(CORE).doesNotContain(METERS);
	}

	@Test
	void withoutAnyOfThemThereAreWorkersAndJobs() throws Exception {
		assertThat(beansWithout("(spring-boot-)?(micrometer|actuator|health|tomcat|webmvc|web-server|servlet).*"))
			.contains(CORE)
			.doesNotContain(HEALTH)
			.doesNotContain(ENDPOINTS)
			.doesNotContain(METERS);
	}

	@ParameterizedTest
	@CsvSource({ "spring-kafka, workerLifecycleKafkaListeners", "spring-(rabbit|amqp), workerLifecycleRabbitListeners",
			"spring-jms, workerLifecycleJmsListeners", "jakarta.jms-api, workerLifecycleJmsListeners" })
	void withoutALibraryOfListenersTheOthersAreShown(String jar, String missing) throws Exception {
		assertThat(beansWithout(jar + "-\\d.*")).contains(CORE)
			.contains(ENDPOINTS)
			.contains("workerLifecycleListenerContainers")
			.doesNotContain(missing)
			.containsAll(LISTENERS.stream().filter((name) -> !name.equals(missing)).toList());
	}

	@Test
	void withoutMessagingThereAreWorkersWithTheirView() throws Exception {
		assertThat(beansWithout("spring-(messaging|integration-.*|kafka|rabbit|amqp|jms)-\\d.*")).contains(CORE)
			.contains(HEALTH)
			.contains(ENDPOINTS)
			.contains(METERS)
			.doesNotContain("workerLifecycleMessageMetrics", "workerLifecycleMessageWorkers");
	}

	@SuppressWarnings("unchecked")
	private static List<String> beansWithout(String jars) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPathWithout(Pattern.compile(jars)),
				ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			Class<?> application = loader.loadClass(LeanApplication.class.getName());
			return (List<String>) application.getMethod("beanNames").invoke(null);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static URL[] classPathWithout(Pattern jars) throws MalformedURLException {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			if (!jars.matcher(path.getFileName().toString()).matches()) {
				urls.add(path.toUri().toURL());
			}
		}
		return urls.toArray(URL[]::new);
	}

}
