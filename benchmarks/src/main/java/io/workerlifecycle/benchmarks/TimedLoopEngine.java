package io.workerlifecycle.benchmarks;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.integration.channel.QueueChannel;

/**
 * A loop that receives, calls, and records how long the call took.
 */
final class TimedLoopEngine implements MessageEngine {

	private final QueueChannel channel;

	private final Timer timer = Timer.builder("messages")
		.register(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));

	TimedLoopEngine(QueueChannel channel) {
		this.channel = channel;
	}

	@Override
	public QueueChannel channel() {
		return this.channel;
	}

	@Override
	public void handle(Handled handler) throws InterruptedException {
		Thread loop = new Thread(() -> {
			while (this.channel.receive(250) != null) {
				long begunNanos = System.nanoTime();
				handler.handle();
				this.timer.record(System.nanoTime() - begunNanos, TimeUnit.NANOSECONDS);
			}
		});
		loop.start();
		handler.await();
		loop.join();
	}

}
