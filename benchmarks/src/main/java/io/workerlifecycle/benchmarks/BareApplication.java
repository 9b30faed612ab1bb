package io.workerlifecycle.benchmarks;

import java.lang.management.ManagementFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application that is started with and without a starter: web server and Actuator,
 * and no code of its own. Prints one line of figures and ends.
 */
@SpringBootApplication(proxyBeanMethods = false)
class BareApplication {

	/** Ends the part of the line that is read. */
	static final String MARK = "figures:";

	public static void main(String[] args) {
		long startNanos = System.nanoTime();
		try (ConfigurableApplicationContext context = SpringApplication.run(BareApplication.class, "--server.port=0",
				"--spring.main.banner-mode=off", "--logging.level.root=warn")) {
			long millis = (System.nanoTime() - startNanos) / 1_000_000;
			long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
			System.gc();
			long heapKilobytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
			System.out.printf("%s %d %d %d %d%n", MARK, classes, context.getBeanDefinitionCount(), heapKilobytes,
					millis);
		}
	}

}
