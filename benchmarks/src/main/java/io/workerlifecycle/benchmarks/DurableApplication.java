package io.workerlifecycle.benchmarks;

import java.util.Arrays;

/**
 * Lets one engine empty a full channel in a database, again and again. Prints one line of
 * figures and ends: messages taken a second, and messages sent a second one by one, the
 * medians of the last runs.
 */
final class DurableApplication {

	private static final int MESSAGES = Integer.getInteger("messages", 20_000);

	/** Of these, how many are sent one by one. */
	private static final int SENT_EACH = MESSAGES / 10;

	/** Runs that do not count: the compiler is at work. */
	private static final int WARM_UP = Integer.getInteger("warmup", 2);

	private static final int RUNS = Integer.getInteger("runs", 3);

	private DurableApplication() {
	}

	public static void main(String[] args) throws Exception {
		QuietLog.begin();
		DurableDatabase database = DurableDatabase.at(args[1]);
		DurableEngine engine = DurablePeer.valueOf(args[0]).start(database);
		double[] taken = new double[RUNS];
		double[] sent = new double[RUNS];
		for (int i = -WARM_UP; i < RUNS; i++) {
			database.empty();
			double sentEach = database.sendEach(engine.channel(), SENT_EACH);
			database.sendTogether(engine.channel(), MESSAGES - SENT_EACH);
			Processed run = new Processed(MESSAGES);
			engine.handle(run);
			if (i >= 0) {
				taken[i] = run.eachSecond();
				sent[i] = sentEach;
			}
		}
		JavaProcess.print(median(taken), median(sent));
		System.exit(0);
	}

	private static double median(double[] figures) {
		Arrays.sort(figures);
		return figures[figures.length / 2];
	}

}
