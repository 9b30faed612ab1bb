package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What people ask of workers at random, from outside and from the workers themselves.
 *
 * @param run the run
 */
record FuzzedCommands(FuzzRun run) {

	/** Commands now and then, until the application has been closed for a while. */
	void many(Random random) {
		for (int i = 5 + random.nextInt(40); i > 0; i--) {
			// Whole seconds, so that two who command meet.
			Strand.current().sleepDeaf(Duration.ofSeconds(random.nextInt(8)));
			for (int burst = random.nextInt(3); burst >= 0; burst--) {
				one(random);
			}
		}
	}

	void one(Random random) {
		List<String> names = this.run.ledger.names();
		if (names.isEmpty()) {
			return;
		}
		String name = names.get(random.nextInt(names.size()));
		int kind = random.nextInt(14);
		this.run.trace("command " + kind + " " + name);
		try {
			command(kind, name, random);
		}
		catch (NoSuchWorkerException | InvalidWorkerException ex) {
			this.run.trace("refused: " + ex.getMessage());
		}
		catch (IllegalStateException ex) {
			if (!isRefusal(String.valueOf(ex.getMessage()))) {
				throw ex;
			}
		}
	}

	/** A reload: other settings for some, the same for the others. */
	private void reconfigure(Random random) {
		Map<String, WorkerSettings> next = new LinkedHashMap<>();
		for (FuzzedEntry entry : this.run.host.all()) {
			WorkerSettings settings = entry.settings();
			boolean changes = random.nextInt(3) == 0;
			next.put(entry.name(), changes ? this.run.host.settings().next(List.of()) : settings);
		}
		this.run.supervisor.reconfigure(next);
	}

	private static boolean isRefusal(String message) {
		return List.of("was removed", "is disabled", "cannot be removed", "is closing")
			.stream()
			.anyMatch(message::contains);
	}

	private void command(int kind, String name, Random random) {
		Workers workers = this.run.supervisor;
		switch (kind) {
			case 0, 1, 2 -> workers.start(name);
			case 3, 4 -> workers.stop(name);
			case 5, 6 -> workers.restart(name);
			case 7 -> workers.pause(name);
			case 8, 9 -> workers.resume(name);
			case 10 -> workers.remove(name);
			case 11, 12 -> reconfigure(random);
			default -> workers.add(random.nextBoolean() ? name : "added" + random.nextInt(3),
					new FuzzedWorker(this.run, random.nextLong()));
		}
	}

}
