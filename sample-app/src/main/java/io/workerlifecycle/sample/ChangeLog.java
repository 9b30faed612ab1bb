package io.workerlifecycle.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What changed since the first scan was stored, in the database. Until then every file is
 * new, and nothing is a change. All methods join the transaction of their caller.
 */
final class ChangeLog {

	private final JdbcTemplate jdbc;

	private final Clock clock;

	private final int capacity;

	ChangeLog(JdbcTemplate jdbc, Clock clock, int capacity) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.capacity = capacity;
	}

	/**
	 * Says which tree this is about, which may be asked for only one.
	 * @param root the tree
	 */
	void claim(String root) {
		List<String> owners = this.jdbc.query("SELECT root FROM monitor", (row, number) -> row.getString(1));
		if (owners.isEmpty()) {
			this.jdbc.update("INSERT INTO monitor (root) VALUES (?)", root);
		}
		else if (!owners.contains(root)) {
			throw new FailureAnalyzedException(
					"The database in sample.data is about %s, and sample.root is %s.".formatted(owners.get(0), root),
					"Set sample.data to another directory for each tree.");
		}
	}

	void add(ChangeKind kind, Collection<FileKey> keys) {
		if (keys.isEmpty() || since() == null) {
			return;
		}
		OffsetDateTime now = now();
		this.jdbc.batchUpdate("INSERT INTO file_change (path, kind, at) VALUES (?, ?, ?)",
				keys.stream().map((key) -> new Object[] { key.encoded(), kind.name(), now }).toList());
		this.jdbc.update("DELETE FROM file_change WHERE id <= (SELECT MAX(id) FROM file_change) - ?", this.capacity);
		this.jdbc.update("UPDATE monitor SET %1$s = %1$s + ?".formatted(column(kind)), keys.size());
	}

	private static String column(ChangeKind kind) {
		return switch (kind) {
			case ADDED -> "added";
			case CHANGED -> "changed";
			case REMOVED -> "removed";
		};
	}

	/**
	 * Says that a whole scan is stored.
	 */
	void begin() {
		this.jdbc.update("UPDATE monitor SET since = ? WHERE since IS NULL", now());
	}

	List<FileChange> recent() {
		return this.jdbc.query("SELECT path, kind, at FROM file_change ORDER BY id DESC LIMIT ?", ChangeLog::change,
				this.capacity);
	}

	private static FileChange change(ResultSet row, int number) throws SQLException {
		return new FileChange(new FileKey(row.getString(1)).display(), ChangeKind.valueOf(row.getString(2)),
				row.getTimestamp(3).toInstant());
	}

	@Nullable Instant since() {
		List<Timestamp> rows = this.jdbc.query("SELECT since FROM monitor WHERE since IS NOT NULL",
				(row, number) -> row.getTimestamp(1));
		return rows.isEmpty() ? null : rows.get(0).toInstant();
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

}
