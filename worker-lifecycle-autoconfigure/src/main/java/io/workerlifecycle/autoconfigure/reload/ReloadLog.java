package io.workerlifecycle.autoconfigure.reload;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.workerlifecycle.reload.ChangedProperty;
import io.workerlifecycle.reload.ReloadResult;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes what came of reloads into the log.
 */
final class ReloadLog {

	private static final Log logger = LogFactory.getLog(ReloadLog.class);

	void tell(ReloadResult result) {
		switch (result.outcome()) {
			case APPLIED -> tellApplied(result);
			case UNCHANGED -> logger.info("Reloaded by " + cause(result) + ": nothing has changed");
			case REFUSED -> logger.error("Reload by " + cause(result)
					+ " is refused, and the configuration stays as it was: " + result.reason());
		}
	}

	private static void tellApplied(ReloadResult result) {
		List<ChangedProperty> changes = result.changes();
		logger.info("Reloaded by " + cause(result) + ": " + changes.size()
				+ ((changes.size() == 1) ? " property" : " properties") + " changed"
				+ changes.stream().map(ReloadLog::line).collect(Collectors.joining()));
		changes.stream()
			.filter((change) -> StartProperties.contain(change.name()))
			.forEach((change) -> logger
				.warn(change.name() + " has changed, but what it was holds until the next start"));
	}

	private static String line(ChangedProperty change) {
		return "\n  " + change.name() + ": " + value(change.before()) + " -> " + value(change.after());
	}

	private static String value(@Nullable String value) {
		return (value != null) ? "'" + value + "'" : "(none)";
	}

	private static String cause(ReloadResult result) {
		return result.cause().name().toLowerCase(Locale.ROOT);
	}

}
