package io.workerlifecycle.autoconfigure.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.workerlifecycle.autoconfigure.QuickStart;
import io.workerlifecycle.autoconfigure.job.BackgroundJobAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.test.ApplicationLauncher;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A program without a web server. It obeys lines of its input, on a daemon thread that
 * does not keep it alive: {@code threads} answers once the main thread has ended, and
 * everything else is handed to the program.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
		BackgroundJobAutoConfiguration.class, LifecycleAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
		TaskSchedulingAutoConfiguration.class })
class ProcessProgram {

	static ConfigurableApplicationContext run(Class<?> source, String[] args) {
		return new SpringApplicationBuilder(source, ProcessProgram.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run(args);
	}

	static void obey(Consumer<String> command) {
		Thread reader = new Thread(() -> read(command), "test-input");
		reader.setDaemon(true);
		reader.start();
	}

	static ApplicationLauncher launcher(Class<?> mainClass) {
		return QuickStart.of(mainClass)
			.jvmOptions("-Xmx64m")
			.arguments("--logging.level.root=warn", "--logging.level.io.workerlifecycle=info");
	}

	private static void read(Consumer<String> command) {
		try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				if (line.equals("threads")) {
					System.out.println("Threads that keep alive: " + threadsOnceMainHasEnded());
				}
				else {
					command.accept(line);
				}
			}
		}
		catch (IOException ex) {
			ex.printStackTrace();
		}
	}

	private static List<String> threadsOnceMainHasEnded() {
		List<String> names = notDaemon();
		while (names.contains("main")) {
			LockSupport.parkNanos(1_000_000);
			names = notDaemon();
		}
		return names;
	}

	private static List<String> notDaemon() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !thread.isDaemon())
			.map(Thread::getName)
			.filter((name) -> !name.equals("DestroyJavaVM"))
			.sorted()
			.collect(Collectors.toList());
	}

}
