package io.workerlifecycle.benchmarks;

import java.util.Arrays;
import java.util.Locale;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Spring Integration's poller and a message worker take turns in one process, on one
 * database, in runs of about a second: what slows the machine down for a minute slows
 * both down alike, and the two runs of a pair are compared with each other alone. Each
 * pair begins with the other one.
 */
final class DurablePairs {

	private static final int MESSAGES = Integer.getInteger("messages", 2_000);

	/** Pairs that do not count: the compiler is at work. */
	private static final int WARM_UP = Integer.getInteger("warmup", 5);

	private static final int PAIRS = Integer.getInteger("pairs", 40);

	private final DurableDatabase database;

	private final DurableEngine poller;

	private final DurableEngine worker;

	private DurablePairs(DurableDatabase database) throws Exception {
		this.database = database;
		this.poller = DurablePeer.POLLER.start(database);
		this.worker = DurablePeer.WORKER.start(database);
	}

	public static void main(String[] args) throws Exception {
		QuietLog.begin();
		try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
			DurableDatabase database = DurableDatabase.at(postgres.getJdbcUrl("postgres", "postgres"));
			database.createTable();
			new DurablePairs(database).compare();
		}
		System.exit(0);
	}

	private void compare() throws Exception {
		double[] ratios = new double[PAIRS];
		for (int i = -WARM_UP; i < PAIRS; i++) {
			double ratio = (i % 2 == 0) ? 1 / ratio(this.worker, this.poller) : ratio(this.poller, this.worker);
			if (i >= 0) {
				ratios[i] = ratio;
			}
		}
		Arrays.sort(ratios);
		System.out.printf(Locale.ROOT,
				"JDK %s, %d pairs of %d messages: worker / poller median %.2f, quartiles %.2f and %.2f%n",
				Runtime.version(), PAIRS, MESSAGES, ratios[PAIRS / 2], ratios[PAIRS / 4], ratios[PAIRS * 3 / 4]);
	}

	/** How many times as many messages a second the other one takes. */
	private double ratio(DurableEngine first, DurableEngine other) throws Exception {
		double before = eachSecond(first);
		return eachSecond(other) / before;
	}

	private double eachSecond(DurableEngine engine) throws Exception {
		this.database.empty();
		this.database.sendTogether(engine.channel(), MESSAGES);
		Processed run = new Processed(MESSAGES);
		engine.handle(run);
		return run.eachSecond();
	}

}
