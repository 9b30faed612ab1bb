package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.autoconfigure.reload.ReloadAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.Overlap;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadObserver;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * A busy program that waits in the moments of its life that {@code --hold} names, until a
 * line of its input says the same name: {@code environment}, {@code beans},
 * {@code starting}, {@code reloading} and {@code stopping}. The line {@code stall} holds
 * the busy worker until {@code go on}.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(ReloadAutoConfiguration.class)
class SignalsProgram {

	private static final Map<String, CountDownLatch> HELD = new ConcurrentHashMap<>();

	public static void main(String[] args) {
		ProcessProgram.obey(SignalsProgram::release);
		new SpringApplicationBuilder(SignalsProgram.class, ProcessProgram.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.listeners(new EnvironmentMoment())
			.run(args);
		System.out.println("The program runs");
	}

	@Bean
	Object slowBean(ApplicationArguments arguments) throws InterruptedException {
		moment("beans", arguments.getOptionValues("hold"));
		return new Object();
	}

	@Bean
	ReloadObserver slowReload(ApplicationArguments arguments) {
		return new SlowReload(arguments);
	}

	@Bean
	Worker slow(ApplicationArguments arguments) {
		return new SlowWorker(arguments);
	}

	@Bean
	Worker busy() {
		return (context) -> {
			while (context.keepRunning()) {
				context.recordSuccess();
				context.awaitStop(Duration.ofMillis(1));
				if (HELD.containsKey("stall")) {
					HELD.computeIfAbsent("go on", (key) -> new CountDownLatch(1)).await();
				}
			}
		};
	}

	@BackgroundJob(name = "often", fixedRate = "5ms", overlap = Overlap.ALLOW)
	void often() {
		Thread.onSpinWait();
	}

	private static void moment(String name, @Nullable List<String> hold) throws InterruptedException {
		if (hold != null && hold.contains(name)) {
			CountDownLatch released = HELD.computeIfAbsent(name, (key) -> new CountDownLatch(1));
			System.out.println("Moment: " + name);
			released.await();
		}
	}

	private static void release(String name) {
		HELD.computeIfAbsent(name, (key) -> new CountDownLatch(1)).countDown();
	}

	private static final class EnvironmentMoment
			implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE + 15;
		}

		@Override
		public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
			List<String> hold = List.of(event.getArgs())
				.stream()
				.filter((argument) -> argument.startsWith("--hold="))
				.map((argument) -> argument.substring("--hold=".length()))
				.toList();
			try {
				moment("environment", hold);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	private static final class SlowWorker implements Worker {

		private final ApplicationArguments arguments;

		SlowWorker(ApplicationArguments arguments) {
			this.arguments = arguments;
		}

		@Override
		public void onStartup(WorkerContext context) throws InterruptedException {
			moment("starting", this.arguments.getOptionValues("hold"));
		}

		@Override
		public void run(WorkerContext context) {
			context.awaitStop(Duration.ofHours(1));
		}

		@Override
		public void onShutdown(WorkerContext context) throws InterruptedException {
			moment("stopping", this.arguments.getOptionValues("hold"));
		}

	}

	/** Holds the real reload, on its thread. */
	private record SlowReload(ApplicationArguments arguments) implements ReloadObserver {

		@Override
		public void begun(ReloadCause cause) {
			boolean loaded = Thread.currentThread().getContextClassLoader() != null;
			System.out.println("Reload by " + cause + " on " + Thread.currentThread().getName() + " with "
					+ (loaded ? "a" : "no") + " class loader");
			try {
				moment("reloading", this.arguments.getOptionValues("hold"));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
