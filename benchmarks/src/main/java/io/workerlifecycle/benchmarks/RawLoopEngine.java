package io.workerlifecycle.benchmarks;

import org.springframework.integration.channel.QueueChannel;

/**
 * A loop that receives and calls: nothing else, not even a stop.
 */
final class RawLoopEngine implements MessageEngine {

	private final QueueChannel channel;

	RawLoopEngine(QueueChannel channel) {
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
				handler.handle();
			}
		});
		loop.start();
		handler.await();
		loop.join();
	}

}
