package io.workerlifecycle.autoconfigure.worker;

import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.worker.WorkerFailure;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerStartException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Prints which worker kept the application from starting, what it was doing, what went
 * wrong last, and the way out. The first of all analyzers, since one that knows the cause
 * would not name the worker.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WorkerStartFailureAnalyzer extends AbstractFailureAnalyzer<WorkerStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, WorkerStartException cause) {
		return new FailureAnalysis(describe(String.valueOf(cause.getMessage()), cause.getWorker()),
				action(cause.getWorker()), cause);
	}

	private static String describe(String message, WorkerSnapshot worker) {
		List<String> lines = new ArrayList<>();
		lines.add(message + " The application waits for it (await-running).");
		lines.add("It is " + worker.state() + ", in its incarnation " + worker.incarnation() + ".");
		List<String> waitingFor = worker.condition().waitingFor();
		if (!waitingFor.isEmpty()) {
			lines.add("It waits for: " + String.join(", ", waitingFor) + ".");
		}
		WorkerFailure failure = worker.lastFailure();
		if (failure != null) {
			lines.add("Its last failure, at " + failure.at() + ": " + failure.exception());
		}
		if (worker.stack() != null) {
			lines.add("Its thread was here: " + worker.stack());
		}
		return String.join("\n", lines);
	}

	private static String action(WorkerSnapshot worker) {
		String prefix = "worker-lifecycle.workers." + worker.name() + ".";
		String without = ", or set " + prefix + "await-running=false to start without it.";
		if (worker.gaveUp()) {
			return "Mend what made it fail" + without;
		}
		if (!worker.condition().waitingFor().isEmpty()) {
			return "See why what it waits for is not RUNNING, raise " + prefix + "start-timeout" + without;
		}
		return "See what holds its start up, raise " + prefix + "start-timeout" + without;
	}

}
