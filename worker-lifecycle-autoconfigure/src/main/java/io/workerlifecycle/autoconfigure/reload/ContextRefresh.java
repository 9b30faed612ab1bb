package io.workerlifecycle.autoconfigure.reload;

import java.util.Set;

import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.cloud.context.scope.refresh.RefreshScope;
import org.springframework.context.ApplicationContext;

/**
 * Lets Spring Cloud do its part of a reload. It reads the files itself, after they have
 * been found to be good.
 */
final class ContextRefresh implements CloudRefresh {

	private final ApplicationContext context;

	private final ContextRefresher refresher;

	private final RefreshScope scope;

	ContextRefresh(ApplicationContext context, ContextRefresher refresher, RefreshScope scope) {
		this.context = context;
		this.refresher = refresher;
		this.scope = scope;
	}

	@Override
	public void refresh() {
		this.refresher.refresh();
	}

	/** Without reading files: those say what is refused. */
	@Override
	public void restored(Set<String> names) {
		this.context.publishEvent(new EnvironmentChangeEvent(this.context, names));
		this.scope.refreshAll();
	}

}
