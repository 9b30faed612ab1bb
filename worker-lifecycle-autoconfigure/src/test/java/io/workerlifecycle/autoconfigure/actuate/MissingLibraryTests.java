package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

import io.workerlifecycle.autoconfigure.ReducedClassPath;
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
	void withoutMessagesThereIsEverythingElse() throws Exception {
		assertThat(beansWithout("spring-(messaging|integration).*")).contains(CORE)
			.contains(HEALTH)
			.contains(ENDPOINTS)
			.contains(METERS)
			.noneMatch((name) -> name.startsWith("workerLifecycleMessage"));
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

	private static List<String> beansWithout(String jars) throws Exception {
		return new ReducedClassPath(jars).call(LeanApplication.class, "beanNames");
	}

}
