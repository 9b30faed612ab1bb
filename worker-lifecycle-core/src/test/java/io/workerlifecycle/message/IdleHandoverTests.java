package io.workerlifecycle.message;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class IdleHandoverTests {

	private final HandoverChannel channel = new HandoverChannel();

	private final CountDownLatch back = new CountDownLatch(2);

	@Test
	void takersOfAnEmptyChannelComeBackInTheirTime() throws InterruptedException {
		List<Thread> takers = IntStream.range(0, 2).mapToObj((i) -> new Thread(this::takeOften)).toList();
		takers.forEach(Thread::start);
		boolean inTime = this.back.await(30, TimeUnit.SECONDS);
		takers.forEach(Thread::interrupt);
		assertThat(inTime).isTrue();
	}

	private void takeOften() {
		for (int i = 0; i < 1_000; i++) {
			this.channel.receive(1);
		}
		this.back.countDown();
	}

}
