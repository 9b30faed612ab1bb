package io.workerlifecycle.autoconfigure.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.workerlifecycle.job.JobRegistry;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerSupervisor;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;

/**
 * Names what of one application is under way. It can be asked while the application
 * starts and stops: it holds no lock and needs no bean factory.
 */
final class UnfinishedWork implements SmartInitializingSingleton {

	private final ApplicationContext context;

	private final Consumer<UnfinishedWork> whenThere;

	/** Empty until all beans are there. */
	private volatile List<WorkerSupervisor> supervisors = List.of();

	/** Empty until all beans are there. */
	private volatile List<JobRegistry> registries = List.of();

	/**
	 * Creates one for an application whose beans are still to come.
	 * @param context the application
	 * @param whenThere is handed this when they are there
	 */
	UnfinishedWork(ApplicationContext context, Consumer<UnfinishedWork> whenThere) {
		this.context = context;
		this.whenThere = whenThere;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.supervisors = own(WorkerSupervisor.class);
		this.registries = own(JobRegistry.class);
		this.whenThere.accept(this);
	}

	/**
	 * What is under way now.
	 * @return for each worker whose thread lives, and each execution, words for people
	 */
	List<String> names() {
		List<String> names = new ArrayList<>();
		for (WorkerSupervisor supervisor : this.supervisors) {
			supervisor.list()
				.stream()
				.filter(UnfinishedWork::isAlive)
				.forEach((worker) -> names.add("worker '" + worker.name() + "' (" + worker.state() + ")"));
		}
		for (JobRegistry registry : this.registries) {
			registry.list().forEach((job) -> executions(job, names));
		}
		return names;
	}

	private static boolean isAlive(WorkerSnapshot worker) {
		WorkerState state = worker.state();
		return state == WorkerState.STARTING || state == WorkerState.RUNNING || state == WorkerState.STOPPING
				|| worker.abandoned();
	}

	private static void executions(JobSnapshot job, List<String> names) {
		job.executions().forEach((execution) -> names.add("job '" + job.name() + "' (" + execution.id() + ")"));
	}

	/** Not those of a parent, which tells its own. */
	private <T> List<T> own(Class<T> type) {
		return List.of(this.context.getBeanNamesForType(type))
			.stream()
			.map((name) -> this.context.getBean(name, type))
			.toList();
	}

}
