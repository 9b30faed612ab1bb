package io.workerlifecycle.job;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import io.workerlifecycle.lock.GuardedFile;
import io.workerlifecycle.lock.LockHold;
import io.workerlifecycle.lock.LockOutcome;
import io.workerlifecycle.lock.LockOutcome.Acquired;
import io.workerlifecycle.lock.LockOutcome.HeldHere;
import io.workerlifecycle.lock.LockOutcome.NotGuaranteed;
import io.workerlifecycle.lock.LockRegistry;
import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Where a job state file is, held for one caller, with what stood in it.
 *
 * @param path where it is, absolute
 * @param hold what keeps others away
 * @param moments what stood in it
 */
record JobStatePlace(Path path, LockHold hold, Map<RelaxedName, JobMoment> moments) {

	private static final Log logger = LogFactory.getLog(JobStatePlace.class);

	private static final String PROPERTY = "worker-lifecycle.job-state-file";

	private static final String ANOTHER_PATH = ", or set " + PROPERTY + " to another path.";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
		.withZone(ZoneOffset.UTC);

	static JobStateOpening open(Path path, TimeSource time) {
		GuardedFile file = new GuardedFile(path, "job state file", "/var/lib");
		if (Files.isDirectory(file.path())) {
			throw invalid(file.path(), "It is a directory.", "Add the name of a file to it");
		}
		LockOutcome outcome = LockRegistry.JVM.take(file);
		if (outcome instanceof NotGuaranteed notGuaranteed) {
			throw invalid(file.path(), notGuaranteed.fact(), notGuaranteed.wayOut());
		}
		if (outcome instanceof Acquired acquired) {
			return opened(file.path(), acquired.hold(), time);
		}
		String who = (outcome instanceof HeldHere) ? "Another context of this process" : "Another process";
		return new JobStateOpening.InUse(who + " uses the job state file " + file.path() + ".",
				"Stop it" + ANOTHER_PATH);
	}

	static String reason(IOException failure) {
		if (failure instanceof AccessDeniedException) {
			return "permission denied";
		}
		String reason = (failure instanceof FileSystemException ex) ? ex.getReason() : failure.getMessage();
		return (reason != null) ? reason : failure.toString();
	}

	private static JobStateOpening opened(Path path, LockHold hold, TimeSource time) {
		try {
			AtomicFile file = new AtomicFile(path);
			JobStatePlace place = new JobStatePlace(path, hold, read(path, time.now()));
			return new JobStateOpening.Opened(new JobStateFile(place, file, time));
		}
		catch (IOException ex) {
			hold.close();
			throw invalid(path, "It cannot be read and written: " + reason(ex) + ".",
					"Let user " + System.getProperty("user.name") + " read it and write to its directory");
		}
	}

	private static Map<RelaxedName, JobMoment> read(Path path, Instant now) throws IOException {
		try {
			return JobStateText.read(Files.readAllBytes(path));
		}
		catch (NoSuchFileException ex) {
			return Map.of();
		}
		catch (UnreadableStateException ex) {
			Path aside = path.resolveSibling(path.getFileName() + ".corrupt-" + TIME.format(now));
			Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
			logger.warn("The job state file " + path + " cannot be understood: " + ex.getMessage() + ". It is now "
					+ aside + ", and the state begins empty: which runs were missed before now is"
					+ " not known, and no job is paused.");
			return Map.of();
		}
	}

	private static InvalidJobException invalid(Path path, String fact, String wayOut) {
		return new InvalidJobException(PROPERTY + " names " + path + ". " + fact, wayOut + ANOTHER_PATH);
	}

}
