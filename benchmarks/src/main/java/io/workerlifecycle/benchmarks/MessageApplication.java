package io.workerlifecycle.benchmarks;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.support.GenericMessage;

/**
 * Lets one consumer empty a full channel, again and again. Prints one line of figures and
 * ends: nanoseconds and bytes for each message, the medians of the last runs.
 */
final class MessageApplication {

	private static final int MESSAGES = Integer.getInteger("messages", 500_000);

	/** Runs that do not count: the compiler is at work. */
	private static final int WARM_UP = Integer.getInteger("warmup", 6);

	private static final int RUNS = Integer.getInteger("runs", 5);

	private MessageApplication() {
	}

	public static void main(String[] args) throws Exception {
		QuietLog.begin();
		MessageEngine engine = MessagePeer.valueOf(args[0]).start();
		Handled[] runs = new Handled[RUNS];
		for (int i = -WARM_UP; i < RUNS; i++) {
			Handled run = new Handled(MESSAGES);
			fill(engine.channel(), MESSAGES);
			engine.handle(run);
			if (i >= 0) {
				runs[i] = run;
			}
		}
		JavaProcess.print(median(runs, Handled::nanosEach), median(runs, Handled::bytesEach));
		System.exit(0);
	}

	/**
	 * Each time it is asked for a message a channel says its name, to a log or to none.
	 */
	static QueueChannel channelInMemory() {
		QueueChannel channel = new QueueChannel();
		channel.setBeanName("input");
		return channel;
	}

	static void fill(QueueChannel channel, int messages) {
		GenericMessage<String> message = new GenericMessage<>("message");
		for (int i = 0; i < messages; i++) {
			channel.send(message);
		}
	}

	private static double median(Handled[] runs, ToDoubleFunction<Handled> figure) {
		double[] sorted = Arrays.stream(runs).mapToDouble(figure).sorted().toArray();
		return sorted[sorted.length / 2];
	}

}
