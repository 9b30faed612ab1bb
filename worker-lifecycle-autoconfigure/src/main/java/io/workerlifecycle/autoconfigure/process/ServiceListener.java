package io.workerlifecycle.autoconfigure.process;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.workerlifecycle.thread.SerialExecutor;
import io.workerlifecycle.time.SystemTimeSource;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerSupervisor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.Ordered;

/**
 * Lets an application that systemd has started tell it of its start, its reloads and its
 * stop. Where systemd does not listen there is nothing. A process is one service, so the
 * first of several applications in it speaks until it closes.
 */
final class ServiceListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	private static final String BEAN = "workerLifecycleServiceNotices";

	/** Who speaks for the process. */
	private static final AtomicReference<@Nullable ServiceListener> SPEAKER = new AtomicReference<>();

	/** Of the latest run; only the thread that runs the application comes here. */
	private @Nullable ServiceNotices notices;

	ServiceListener() {
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 15;
	}

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
			begin(prepared);
		}
		else if (event instanceof ApplicationPreparedEvent prepared && this.notices != null) {
			follow(this.notices, prepared.getApplicationContext());
		}
		else if (event instanceof ApplicationFailedEvent && this.notices != null) {
			end(this.notices);
		}
	}

	private void begin(ApplicationEnvironmentPreparedEvent event) {
		this.notices = null;
		ServiceVariables variables = ServiceVariables.of(System.getenv(), ProcessHandle.current().pid());
		if (variables != null && SignalPlan.startsToRun(event.getEnvironment()) && SPEAKER.compareAndSet(null, this)) {
			this.notices = new ServiceNotices(new NotifySocket(variables.socket()), new SystemTimeSource(),
					new SerialExecutor("worker-lifecycle-systemd"), variables.watchdog());
			this.notices.starting();
		}
	}

	private void follow(ServiceNotices speaking, ConfigurableApplicationContext context) {
		speaking.logIsThere();
		// So that workers and reloads tell it, as any other observer.
		context.getBeanFactory().registerSingleton(BEAN, speaking);
		context.addApplicationListener(new Follower(context, speaking));
	}

	private void end(ServiceNotices speaking) {
		speaking.stopping();
		SPEAKER.compareAndSet(this, null);
	}

	private static List<WorkerSupervisor> own(ConfigurableApplicationContext context) {
		return List.of(context.getBeanNamesForType(WorkerSupervisor.class))
			.stream()
			.map((name) -> context.getBean(name, WorkerSupervisor.class))
			.toList();
	}

	private static List<WorkerSnapshot> snapshots(List<WorkerSupervisor> supervisors) {
		return supervisors.stream().flatMap((supervisor) -> supervisor.list().stream()).toList();
	}

	/**
	 * Tells where a context stands.
	 */
	private final class Follower implements SmartApplicationListener {

		private final ConfigurableApplicationContext context;

		private final ServiceNotices speaking;

		Follower(ConfigurableApplicationContext context, ServiceNotices speaking) {
			this.context = context;
			this.speaking = speaking;
		}

		@Override
		public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
			return ApplicationReadyEvent.class.isAssignableFrom(type)
					|| ContextClosedEvent.class.isAssignableFrom(type);
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			if (event instanceof ApplicationReadyEvent ready && ready.getApplicationContext() == this.context) {
				List<WorkerSupervisor> supervisors = own(this.context);
				this.speaking.ready(() -> snapshots(supervisors));
			}
			else if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == this.context) {
				end(this.speaking);
			}
		}

	}

}
