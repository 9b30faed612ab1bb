package io.workerlifecycle.autoconfigure.worker;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import io.workerlifecycle.worker.BackgroundWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(30)
class AnnotationPropertiesTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void placeholdersAreResolved() {
		this.environment.withProperty("orders.start", "7s").withProperty("orders.after", "connection");
		WorkerProperties properties = read(Placeholders.class).value();
		assertThat(properties.startTimeout()).isEqualTo("7s");
		assertThat(properties.after()).containsExactly("connection");
	}

	@Test
	void placeholderMayStandForSeveralNames() {
		this.environment.withProperty("orders.start", "7s").withProperty("orders.after", "connection, schema");
		assertThat(read(Placeholders.class).value().after()).containsExactly("connection", "schema");
	}

	@Test
	void placeholderThatComesToNothingSaysNothing() {
		this.environment.withProperty("orders.start", " ").withProperty("orders.after", "");
		assertSaysNothing(read(Placeholders.class));
	}

	@Test
	void placeholderThatCannotBeResolvedIsToldWithItsAttribute() {
		assertThatIllegalArgumentException().isThrownBy(() -> read(Placeholders.class))
			.withMessageContaining("@BackgroundWorker(after = \"${orders.after}\")");
	}

	@Test
	void placeOfADurationIsItsAttributeAsItIsWritten() {
		this.environment.withProperty("orders.start", "7s").withProperty("orders.after", "");
		assertThat(read(Placeholders.class).places()).containsOnlyKeys("start-timeout")
			.containsEntry("start-timeout", "@BackgroundWorker(startTimeout = \"${orders.start}\")");
	}

	@Test
	void defaultsThatAreSpelledOutSayNothing() {
		assertSaysNothing(read(SpelledOut.class));
	}

	@Test
	void workerWithoutAnnotationSaysNothing() {
		assertSaysNothing(read(LoopWorker.class));
	}

	private BoundProperties<WorkerProperties> read(Class<?> worker) {
		return new AnnotationProperties(AnnotationUtils.findAnnotation(worker, BackgroundWorker.class),
				this.environment)
			.read();
	}

	private static void assertSaysNothing(BoundProperties<WorkerProperties> properties) {
		assertThat(properties.value()).usingRecursiveComparison()
			.ignoringFields("restart")
			.isEqualTo(
					new WorkerProperties(null, null, null, null, null, null, null, null, null, null, null, null, null));
		assertThat(properties.value().restart()).hasAllNullFieldsOrProperties();
		assertThat(properties.places()).isEmpty();
	}

	@BackgroundWorker(after = "${orders.after}", startTimeout = "${orders.start}", stopTimeout = "${orders.stop:}")
	static class Placeholders extends LoopWorker {

	}

	@BackgroundWorker(name = "", phase = Integer.MAX_VALUE - 512, after = {}, awaitRunning = false, startTimeout = "",
			critical = false)
	static class SpelledOut extends LoopWorker {

	}

}
