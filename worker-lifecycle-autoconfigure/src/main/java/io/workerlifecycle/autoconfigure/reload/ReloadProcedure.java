package io.workerlifecycle.autoconfigure.reload;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.reload.ChangedProperty;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

/**
 * Runs a reload from reading the files to its result. Everybody is asked before anything
 * changes; if somebody fails after that, what was done is undone. For one thread.
 */
final class ReloadProcedure {

	private static final Log logger = LogFactory.getLog(ReloadProcedure.class);

	private final ConfigurableApplicationContext context;

	private final ContextBeans beans;

	private final PropertyCandidates candidates;

	private final CloudRefresh cloud;

	private final SafeText text;

	private final PropertyBinder binder;

	private final PropertyChecks checks;

	private final BeanChecks beanChecks;

	private final TimeSource time;

	ReloadProcedure(ConfigurableApplicationContext context, PropertyCandidates candidates, SafeText text,
			CloudRefresh cloud, TimeSource time) {
		this.context = context;
		this.beans = new ContextBeans(context.getBeanFactory());
		this.candidates = candidates;
		this.text = text;
		this.cloud = cloud;
		this.time = time;
		this.binder = new PropertyBinder(context);
		this.checks = new PropertyChecks(context);
		this.beanChecks = new BeanChecks(context, this.binder, this.checks);
	}

	ReloadResult run(ReloadCause cause) {
		long startNanos = this.time.nanoTime();
		Ending ending = attempt();
		return new ReloadResult(ending.outcome(), cause, this.time.now(),
				Duration.ofNanos(this.time.nanoTime() - startNanos), ending.changes(), ending.reason());
	}

	private Ending attempt() {
		AskedResources resources = this.candidates.resources();
		Candidate candidate;
		try {
			candidate = this.candidates.read(resources);
		}
		catch (Throwable ex) {
			logger.debug("The configuration cannot be read", ex);
			return new Ending(ReloadOutcome.REFUSED, List.of(), this.text.reason(ex, resources.all()));
		}
		List<ConfigurationPropertyName> names = candidate.changedNames();
		return names.isEmpty() ? new Ending(ReloadOutcome.UNCHANGED, List.of(), null) : attempt(candidate, names);
	}

	private Ending attempt(Candidate candidate, List<ConfigurationPropertyName> names) {
		List<ChangedProperty> changes = this.text.changes(candidate);
		Compensation done = new Compensation();
		try {
			apply(candidate, names, done);
			return new Ending(ReloadOutcome.APPLIED, changes, null);
		}
		catch (Throwable ex) {
			logger.debug("The configuration is refused", ex);
			done.undo();
			return new Ending(ReloadOutcome.REFUSED, changes, this.text.reason(ex, candidate));
		}
	}

	private void apply(Candidate candidate, List<ConfigurationPropertyName> names, Compensation done) throws Exception {
		ReloadParties.BothWays change = new ReloadParties.BothWays(change(names, candidate.next()),
				change(names, candidate.before()));
		ReloadParties parties = ReloadParties.of(this.beans);
		this.beanChecks.check(candidate, change.forth());
		Map<String, PreparedReload> prepared = parties.ask(candidate.next().environment(), change.forth());
		Assert.state(!this.context.isClosed(), "The application closes.");
		swap(candidate, change, done);
		parties.tell(prepared, change, done);
	}

	private void swap(Candidate candidate, ReloadParties.BothWays change, Compensation done) throws Exception {
		Runnable back = this.candidates.mark();
		done.step("the environment", () -> {
			this.cloud.refresh();
			this.candidates.take(candidate);
		}, () -> {
			back.run();
			this.cloud.restored(change.back().changedNames());
		});
	}

	private BoundChange change(List<ConfigurationPropertyName> names, Candidate.Properties properties) {
		return new BoundChange(names, properties.environment(), this.binder, this.checks);
	}

	/**
	 * How it ended.
	 */
	private record Ending(ReloadOutcome outcome, List<ChangedProperty> changes, @Nullable String reason) {
	}

}
