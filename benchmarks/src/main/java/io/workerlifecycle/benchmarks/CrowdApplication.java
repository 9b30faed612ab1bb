package io.workerlifecycle.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.worker.Worker;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An application with a crowd of workers that wait for something to do. Prints one line
 * of figures and ends.
 */
@EnableAutoConfiguration
class CrowdApplication {

	/** Ends the part of the line that is read. */
	static final String MARK = "figures:";

	public static void main(String[] args) throws Exception {
		CrowdKind kind = CrowdKind.valueOf(args[0]);
		int count = (kind == CrowdKind.NONE) ? 0 : Integer.parseInt(args[1]);
		CountDownLatch running = new CountDownLatch(count);
		long[] refreshNanos = new long[1];
		ConfigurableApplicationContext context = new SpringApplicationBuilder(CrowdApplication.class)
			.web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn",
					"spring.threads.virtual.enabled=" + (kind == CrowdKind.VIRTUAL))
			.initializers((prepared) -> {
				refreshNanos[0] = System.nanoTime();
				register(kind, count, running, (GenericApplicationContext) prepared);
			})
			.run();
		running.await();
		long started = System.nanoTime();
		System.gc();
		long heapKilobytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
		int threads = ManagementFactory.getThreadMXBean().getThreadCount();
		long resident = residentMegabytes();
		long closing = System.nanoTime();
		context.close();
		long closed = System.nanoTime();
		System.out.printf("%s %d %d %d %d %d%n", MARK, (started - refreshNanos[0]) / 1_000_000,
				(closed - closing) / 1_000_000, threads, heapKilobytes, resident);
	}

	private static void register(CrowdKind kind, int count, CountDownLatch running, GenericApplicationContext context) {
		for (int i = 0; i < count; i++) {
			if (kind == CrowdKind.BY_HAND) {
				context.registerBean("crowd-" + i, SmartLifecycle.class, () -> new HandMadeWorker(running));
			}
			else {
				context.registerBean("crowd-" + i, Worker.class, () -> (worker) -> {
					running.countDown();
					while (worker.keepRunning()) {
						worker.awaitStop(Duration.ofHours(1));
					}
				});
			}
		}
	}

	private static long residentMegabytes() throws IOException {
		Path status = Path.of("/proc/self/status");
		if (!Files.exists(status)) {
			return 0;
		}
		return Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
			.findFirst()
			.orElse(0);
	}

}
