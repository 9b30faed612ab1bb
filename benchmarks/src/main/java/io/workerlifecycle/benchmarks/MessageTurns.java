package io.workerlifecycle.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.springframework.integration.channel.QueueChannel;

/**
 * A loop around {@code receive()}, the same with a timer, and a message worker take turns
 * in one process, on one channel: all have the same compiled {@code receive()}, and what
 * slows the machine down for a while slows all down alike. Each is compared with the bare
 * loop of its round. Each round begins with another one.
 */
final class MessageTurns {

	private static final int MESSAGES = Integer.getInteger("messages", 200_000);

	/** Rounds that do not count: the compiler is at work. */
	private static final int WARM_UP = Integer.getInteger("warmup", 15);

	private static final int ROUNDS = Integer.getInteger("rounds", 60);

	private final List<Taker> takers;

	private MessageTurns(JobsApplication.Meters meters) {
		MessageEngine worker = new WorkerEngine(meters);
		QueueChannel channel = worker.channel();
		this.takers = List.of(new Taker("receive() loop", new RawLoopEngine(channel)),
				new Taker("with a timer", new TimedLoopEngine(channel)), new Taker("MessageWorker", worker));
	}

	public static void main(String[] args) throws Exception {
		QuietLog.begin();
		JobsApplication.Meters meters = JobsApplication.Meters.valueOf(System.getProperty("meters", "PROMETHEUS"));
		System.out.printf("JDK %s, meters %s, %d rounds of %d messages, medians and quartiles%n", Runtime.version(),
				meters, ROUNDS, MESSAGES);
		MessageTurns turns = new MessageTurns(meters);
		turns.run();
		turns.print();
		System.exit(0);
	}

	private void run() throws Exception {
		List<Taker> order = new ArrayList<>(this.takers);
		for (int i = -WARM_UP; i < ROUNDS; i++) {
			Collections.rotate(order, 1);
			for (Taker taker : order) {
				Handled run = new Handled(MESSAGES);
				MessageApplication.fill(taker.engine().channel(), MESSAGES);
				taker.engine().handle(run);
				if (i >= 0) {
					taker.runs().add(run);
				}
			}
		}
	}

	private void print() {
		System.out.printf("%-16s %6s %6s   more than the loop, ns: %13s   bytes: %4s%n", "", "ns", "bytes", "", "");
		for (Taker taker : this.takers) {
			double[] nanos = more(taker, Handled::nanosEach);
			double[] bytes = more(taker, Handled::bytesEach);
			System.out.printf(Locale.ROOT, "%-16s %6.0f %6.0f   %6.0f (%.0f to %.0f)   %6.0f%n", taker.name(),
					quantile(figures(taker, Handled::nanosEach), 2), quantile(figures(taker, Handled::bytesEach), 2),
					quantile(nanos, 2), quantile(nanos, 1), quantile(nanos, 3), quantile(bytes, 2));
		}
	}

	private double[] more(Taker taker, ToDoubleFunction<Handled> figure) {
		List<Handled> bare = this.takers.get(0).runs();
		return IntStream.range(0, ROUNDS)
			.mapToDouble((i) -> figure.applyAsDouble(taker.runs().get(i)) - figure.applyAsDouble(bare.get(i)))
			.sorted()
			.toArray();
	}

	private static double[] figures(Taker taker, ToDoubleFunction<Handled> figure) {
		return taker.runs().stream().mapToDouble(figure).sorted().toArray();
	}

	private static double quantile(double[] sorted, int quarters) {
		return sorted[sorted.length * quarters / 4];
	}

	private record Taker(String name, MessageEngine engine, List<Handled> runs) {

		Taker(String name, MessageEngine engine) {
			this(name, engine, new ArrayList<>());
		}

	}

}
