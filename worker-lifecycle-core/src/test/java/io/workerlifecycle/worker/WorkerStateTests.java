package io.workerlifecycle.worker;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.workerlifecycle.worker.WorkerState.ERROR;
import static io.workerlifecycle.worker.WorkerState.INITIALIZING;
import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STARTING;
import static io.workerlifecycle.worker.WorkerState.STOPPED;
import static io.workerlifecycle.worker.WorkerState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

class WorkerStateTests {

	private static final Map<WorkerState, Set<WorkerState>> MOVES = Map.of(INITIALIZING, EnumSet.of(STARTING, STOPPED),
			STARTING, EnumSet.of(RUNNING, STOPPING, ERROR), RUNNING, EnumSet.of(STOPPING, ERROR), STOPPING,
			EnumSet.of(STOPPED, ERROR), STOPPED, EnumSet.of(STARTING), ERROR, EnumSet.of(STARTING, STOPPING));

	@ParameterizedTest
	@EnumSource
	void stateMovesWhereTheContractAllowsAndNowhereElse(WorkerState from) {
		assertThat(EnumSet.allOf(WorkerState.class)).filteredOn(from::canMoveTo)
			.containsExactlyInAnyOrderElementsOf(MOVES.getOrDefault(from, Set.of()));
	}

}
