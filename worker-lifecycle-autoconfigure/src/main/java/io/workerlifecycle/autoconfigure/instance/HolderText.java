package io.workerlifecycle.autoconfigure.instance;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.instance.HolderSighting;
import io.workerlifecycle.instance.HolderSighting.Seen;
import io.workerlifecycle.instance.HolderSighting.Unseen;
import io.workerlifecycle.instance.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock, in words for people that follow the name of the file.
 *
 * @param now today's times are told without their date
 */
record HolderText(Instant now) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

	private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	String of(HolderSighting holder) {
		if (holder instanceof Seen seen) {
			return seen(seen);
		}
		LockHolder claim = ((Unseen) holder).claim();
		return ": holder not visible (other container), "
				+ ((claim != null) ? "the PID file says pid " + claim.pid() + ", since " + time(claim.since())
						: "the PID file is missing or names no process");
	}

	private String seen(Seen holder) {
		List<String> parts = new ArrayList<>();
		parts.add("pid " + holder.pid());
		add(parts, "since ", (holder.since() != null) ? time(holder.since()) : null);
		add(parts, "", holder.program());
		return " (" + String.join(", ", parts) + ")";
	}

	private static void add(List<String> parts, String label, @Nullable String text) {
		if (text != null) {
			parts.add(label + text);
		}
	}

	String time(Instant instant) {
		ZonedDateTime local = instant.atZone(ZoneId.systemDefault());
		boolean today = local.toLocalDate().equals(this.now.atZone(ZoneId.systemDefault()).toLocalDate());
		return local.format(today ? TIME : DATE_AND_TIME);
	}

}
