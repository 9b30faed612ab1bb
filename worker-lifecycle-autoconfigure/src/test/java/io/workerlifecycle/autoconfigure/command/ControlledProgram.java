package io.workerlifecycle.autoconfigure.command;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.status.StatusAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadObserver;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;

/**
 * A program with one worker. On SIGHUP it tells that a reload was applied, and the next
 * time that one was refused. With {@code --mode=failing} it does not start, with
 * {@code --mode=hanging} its end never comes.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ ProcessAutoConfiguration.class, WorkerAutoConfiguration.class, StatusAutoConfiguration.class,
		LifecycleAutoConfiguration.class })
class ControlledProgram {

	static final int FAILURE_CODE = 42;

	public static void main(String[] args) throws Exception {
		var context = new SpringApplicationBuilder(ControlledProgram.class).web(WebApplicationType.NONE).run(args);
		AtomicInteger count = new AtomicInteger();
		List<ReloadObserver> observers = context.getBeanProvider(ReloadObserver.class).stream().toList();
		onHangup(() -> observers.forEach((observer) -> reload(observer, count.getAndIncrement() % 2 == 0)));
		if (mode(context.getBean(ApplicationArguments.class), "hanging")) {
			Runtime.getRuntime().addShutdownHook(new Thread(ControlledProgram::hang));
		}
		System.out.println("Under control");
	}

	@Bean
	LoopWorker loop(ApplicationArguments arguments) {
		if (mode(arguments, "failing")) {
			throw new NoPaperException();
		}
		return new LoopWorker();
	}

	private static boolean mode(ApplicationArguments arguments, String name) {
		return List.of(name).equals(arguments.getOptionValues("mode"));
	}

	private static void reload(ReloadObserver observer, boolean good) {
		observer.begun(ReloadCause.SIGNAL);
		observer.ended(new ReloadResult(good ? ReloadOutcome.APPLIED : ReloadOutcome.REFUSED, ReloadCause.SIGNAL,
				Instant.ofEpochMilli(System.nanoTime() / 1_000_000), Duration.ZERO, List.of(),
				good ? null : "orders.poll is 'soon',\nwhich is no duration"));
	}

	/**
	 * As every program that handles signals has to, for the compiler knows no such API.
	 */
	private static void onHangup(Runnable action) throws ReflectiveOperationException {
		Class<?> signal = Class.forName("sun.misc.Signal");
		Class<?> handler = Class.forName("sun.misc.SignalHandler");
		InvocationHandler run = (proxy, method, args) -> {
			action.run();
			return null;
		};
		Object proxy = Proxy.newProxyInstance(ControlledProgram.class.getClassLoader(), new Class<?>[] { handler },
				run);
		signal.getMethod("handle", signal, handler)
			.invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
	}

	private static void hang() {
		System.out.println("Never ending");
		while (true) {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				System.out.println("Interrupted in vain");
			}
		}
	}

	private static final class NoPaperException extends FailureAnalyzedException implements ExitCodeGenerator {

		NoPaperException() {
			super("There is no paper.", "Bring some.");
		}

		@Override
		public int getExitCode() {
			return FAILURE_CODE;
		}

	}

}
