package io.workerlifecycle.worker;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class StartSequenceTests {

	@Test
	void eachComesAfterThoseThatItStartsAfter() {
		assertThat(sequence(worker("c", "b"), worker("b", "a"), worker("a"))).containsExactly("a", "b", "c");
	}

	@Test
	void namesAreComparedRelaxed() {
		assertThat(sequence(worker("consumer", "dataBase"), worker("data-base"))).containsExactly("data-base",
				"consumer");
	}

	@Test
	void othersKeepTheirOrder() {
		assertThat(sequence(worker("b"), worker("a"), worker("d"), worker("c", "d"))).containsExactly("b", "a", "d",
				"c");
	}

	@Test
	void circleIsPrinted() {
		assertThatExceptionOfType(InvalidWorkerException.class)
			.isThrownBy(() -> sequence(worker("a", "b"), worker("b", "a")))
			.withMessageContaining("a -> b -> a");
	}

	@Test
	void circleIsPrintedWithoutTheWayToIt() {
		assertThatExceptionOfType(InvalidWorkerException.class)
			.isThrownBy(() -> sequence(worker("entry", "a"), worker("a", "b"), worker("b", "a")))
			.withMessageContaining(": a -> b -> a.");
	}

	@Test
	void workerThatStartsAfterItselfIsACircle() {
		assertThatExceptionOfType(InvalidWorkerException.class).isThrownBy(() -> sequence(worker("a", "a")))
			.withMessageContaining("a -> a");
	}

	@Test
	void unknownNameIsToldWithTheNamesThereAre() {
		assertThatExceptionOfType(InvalidWorkerException.class)
			.isThrownBy(() -> sequence(worker("a", "databse"), worker("database"), worker("cache")))
			.withMessageContaining("'a'")
			.withMessageContaining("'databse'")
			.withMessageContaining("a, database, cache");
	}

	@Test
	void laterPhaseIsRefusedWithBothPhases() {
		WorkerDefinition early = worker("early", new SettingsBuilder().phase(1).after("late"));
		WorkerDefinition late = worker("late", new SettingsBuilder().phase(2));
		assertThatExceptionOfType(InvalidWorkerException.class).isThrownBy(() -> sequence(early, late))
			.withMessageContaining("'early' is in phase 1")
			.withMessageContaining("'late', which is in phase 2");
	}

	@Test
	void earlierPhaseMayBeNamed() {
		WorkerDefinition late = worker("late", new SettingsBuilder().phase(2).after("early"));
		WorkerDefinition early = worker("early", new SettingsBuilder().phase(1));
		assertThat(sequence(late, early)).containsExactly("early", "late");
	}

	private static List<String> sequence(WorkerDefinition... definitions) {
		return StartSequence.of(Arrays.asList(definitions)).stream().map(WorkerDefinition::name).toList();
	}

	private static WorkerDefinition worker(String name, String... after) {
		return worker(name, new SettingsBuilder().after(after));
	}

	private static WorkerDefinition worker(String name, SettingsBuilder settings) {
		return new WorkerDefinition(name, Supervision.idle(), settings.build());
	}

}
