package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.JobSkippedEvent;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The same body, due every second, once for Spring's scheduler and once as a job. It
 * takes as long as {@code test.duration} says. With {@code test.scheduled=-} there is
 * only the job, with {@code worker-lifecycle.enabled=false} only the method.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class OverlapProgram {

	private final Body spring = new Body("Spring's");

	private final Body ours = new Body("Ours");

	private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();

	public static void main(String[] args) {
		OverlapProgram program = ProcessProgram.run(OverlapProgram.class, args).getBean(OverlapProgram.class);
		ProcessProgram.obey((line) -> System.out.println("Most at once: Spring's " + program.spring.mostAtOnce
				+ ", ours " + program.ours.mostAtOnce + ", refusals " + program.refusals));
	}

	@Scheduled(cron = "${test.scheduled:* * * * * *}")
	void scheduled() throws InterruptedException {
		this.spring.run();
	}

	@BackgroundJob(name = "ours", cron = "* * * * * *")
	void job() throws InterruptedException {
		this.ours.run();
	}

	@EventListener
	void onSkipped(JobSkippedEvent event) {
		this.refusals.computeIfAbsent(event.reason().toString(), (key) -> new AtomicInteger()).incrementAndGet();
	}

	private static final class Body {

		private static final Duration DURATION = Duration.parse(System.getProperty("test.duration", "PT2.5S"));

		private final String name;

		private final AtomicInteger atOnce = new AtomicInteger();

		private final AtomicInteger mostAtOnce = new AtomicInteger();

		private final AtomicInteger runs = new AtomicInteger();

		Body(String name) {
			this.name = name;
		}

		void run() throws InterruptedException {
			int number = this.runs.incrementAndGet();
			this.mostAtOnce.accumulateAndGet(this.atOnce.incrementAndGet(), Math::max);
			System.out.println(this.name + " begins " + number);
			new CountDownLatch(1).await(DURATION.toMillis(), TimeUnit.MILLISECONDS);
			this.atOnce.decrementAndGet();
			System.out.println(this.name + " completed " + number);
		}

	}

}
