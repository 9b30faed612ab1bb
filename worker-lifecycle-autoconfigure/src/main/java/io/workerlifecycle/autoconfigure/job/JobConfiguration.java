package io.workerlifecycle.autoconfigure.job;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import io.workerlifecycle.autoconfigure.properties.UnknownNamePolicy;
import io.workerlifecycle.autoconfigure.properties.WorkerLifecycleProperties;
import io.workerlifecycle.autoconfigure.reload.PreparedReload;
import io.workerlifecycle.autoconfigure.reload.ReloadParticipant;
import io.workerlifecycle.job.ConfiguredJobs;
import io.workerlifecycle.job.JobDeclaration;
import io.workerlifecycle.job.JobRegistry;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.name.RelaxedName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * What properties say of the jobs of an application: read at start, and applied as a
 * whole whenever somebody has a new set of them. May be called from any thread; one call
 * waits for the other.
 *
 * @since 0.1.0
 */
public final class JobConfiguration implements ReloadParticipant, Ordered {

	private static final Log logger = LogFactory.getLog(JobConfiguration.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final JobRegistry jobs;

	private final DefinedJobs definedJobs;

	private final int maxConcurrency;

	/** The names that annotations declare. */
	private final Set<RelaxedName> declared = ConcurrentHashMap.newKeySet();

	/** What holds; the jobs in it are there by properties alone. Guarded by the lock. */
	private ConfiguredJobs configured = new ConfiguredJobs((declaration) -> declaration.attributes(), List.of());

	JobConfiguration(JobRegistry jobs, DefinedJobs definedJobs, int maxConcurrency) {
		this.jobs = jobs;
		this.definedJobs = definedJobs;
		this.maxConcurrency = maxConcurrency;
	}

	/**
	 * Applies new properties to all jobs, as a whole: triggers and settings, jobs that
	 * are there by properties alone, and those that are so no longer. Executions under
	 * way go on; a schedule that stays the same is not disturbed; what was said at run
	 * time stays. The number of executions at once stays too, until the next start.
	 * @param properties the properties from now on
	 * @throws io.workerlifecycle.job.InvalidJobException if a job cannot be so; then
	 * nothing has changed
	 * @throws io.workerlifecycle.autoconfigure.properties.UnknownPropertyException if a
	 * property names no job or no setting of jobs; then nothing has changed
	 * @throws org.springframework.boot.context.properties.bind.BindException if a value
	 * has the wrong type; then nothing has changed
	 */
	public void apply(ConfigurableEnvironment properties) {
		this.lock.lock();
		try {
			prepare(properties).apply();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Checks new properties for all jobs, and changes nothing.
	 * @param properties the properties from then on
	 * @return what {@link #apply} does, and its opposite: jobs that were removed come
	 * back then, without their history
	 */
	@Override
	public PreparedReload prepare(ConfigurableEnvironment properties) {
		this.lock.lock();
		try {
			JobSettingsSource settings = new JobSettingsSource(properties);
			List<JobDeclaration> declarations = this.definedJobs.read(settings.properties());
			settings.unknown().report(known(names(declarations)), policy(properties));
			int concurrency = JobExecutorProperties.most(properties);
			ConfiguredJobs next = new ConfiguredJobs(settings, declarations);
			this.jobs.check(next);
			return new Prepared(next, this.configured, concurrency);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Last of all: what comes after it could fail, and jobs would have to go back. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	/** Adds the jobs that properties define to those that are declared. */
	void begin(ConfigurableEnvironment properties) {
		this.lock.lock();
		try {
			JobSettingsSource settings = new JobSettingsSource(asNow(properties));
			List<JobDeclaration> declarations = this.definedJobs.read(settings.properties());
			ConfiguredJobs next = new ConfiguredJobs(settings, declarations);
			// All others have their settings already.
			if (!declarations.isEmpty()) {
				this.jobs.reconfigure(next);
			}
			this.configured = next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Adds a job that an annotation declares. */
	void register(JobDeclaration declaration) {
		this.jobs.register(declaration);
		this.declared.add(declaration.name());
	}

	/** Looks for properties of jobs that are not there. */
	void check(ConfigurableEnvironment properties) {
		List<RelaxedName> names = this.jobs.list().stream().map(JobSnapshot::name).map(RelaxedName::of).toList();
		new JobSettingsSource(properties).unknown().report(names, policy(properties));
	}

	/**
	 * A job that was removed at run time is known all the same: its properties are no
	 * mistake.
	 */
	private Collection<RelaxedName> known(Set<RelaxedName> next) {
		Set<RelaxedName> defined = names(this.configured.declarations());
		Set<RelaxedName> names = new HashSet<>(next);
		names.addAll(this.declared);
		this.jobs.list()
			.stream()
			.map((job) -> RelaxedName.of(job.name()))
			.filter((name) -> !defined.contains(name))
			.forEach(names::add);
		return names;
	}

	private void take(ConfiguredJobs next) {
		this.lock.lock();
		try {
			this.jobs.reconfigure(next);
			this.configured = next;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void tellOf(int concurrency) {
		if (concurrency != this.maxConcurrency) {
			logger.warn(JobExecutorProperties.PREFIX + ".max-concurrency is " + concurrency + " now, but "
					+ this.maxConcurrency + " holds until the next start");
		}
	}

	/** The environment of the application has other sources after a reload. */
	private static ConfigurableEnvironment asNow(ConfigurableEnvironment live) {
		StandardEnvironment copy = new StandardEnvironment();
		copy.getPropertySources().forEach((source) -> copy.getPropertySources().remove(source.getName()));
		live.getPropertySources()
			.stream()
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.forEach(copy.getPropertySources()::addLast);
		ConfigurationPropertySources.attach(copy);
		return copy;
	}

	private static Set<RelaxedName> names(List<JobDeclaration> declarations) {
		Set<RelaxedName> names = new HashSet<>();
		declarations.forEach((declaration) -> names.add(declaration.name()));
		return names;
	}

	private static UnknownNamePolicy policy(ConfigurableEnvironment properties) {
		return BoundProperties.bind(properties, "worker-lifecycle", WorkerLifecycleProperties.class)
			.value()
			.onUnknownName();
	}

	/**
	 * Properties that have been found to be good.
	 */
	private final class Prepared implements PreparedReload {

		private final ConfiguredJobs next;

		private final ConfiguredJobs before;

		private final int concurrency;

		Prepared(ConfiguredJobs next, ConfiguredJobs before, int concurrency) {
			this.next = next;
			this.before = before;
			this.concurrency = concurrency;
		}

		@Override
		public void apply() {
			take(this.next);
			tellOf(this.concurrency);
		}

		@Override
		public void undo() {
			take(this.before);
		}

	}

}
