package io.workerlifecycle.sample;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The files that are known, in the database. One thread stores; any may read.
 */
final class FileStore {

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final ChangeLog changes;

	FileStore(JdbcTemplate jdbc, TransactionTemplate transaction, ChangeLog changes) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.changes = changes;
	}

	/**
	 * Everything a scan has to compare with. It is in memory at once: 100 to 200 bytes a
	 * file.
	 * @return a new map, for the caller to change
	 */
	Map<FileKey, FileStamp> stamps() {
		Map<FileKey, FileStamp> stamps = new HashMap<>();
		this.jdbc.query("SELECT path, size, modified_nanos FROM file", (RowCallbackHandler) (row) -> stamps
			.put(new FileKey(row.getString(1)), new FileStamp(row.getLong(2), row.getLong(3))));
		return stamps;
	}

	/**
	 * Some of the files, in the order of their keys, so that all can be read page by
	 * page.
	 * @param key the key before the first of them
	 * @param max how many at most
	 * @return the files; none when there are no more
	 */
	List<StoredFile> filesAfter(FileKey key, int max) {
		return this.jdbc.query("SELECT path, size, modified_nanos, hash FROM file WHERE path > ? ORDER BY path LIMIT ?",
				(row, number) -> new StoredFile(new FileKey(row.getString(1)),
						new FileStamp(row.getLong(2), row.getLong(3)), row.getString(4)),
				key.encoded(), max);
	}

	/**
	 * Stores a batch, wholly or not at all.
	 * @param batch what to store
	 */
	void store(HashedBatch batch) {
		this.transaction.executeWithoutResult((status) -> {
			merge(batch.files());
			delete(batch.missing());
			if (batch.isScanEnded()) {
				this.changes.begin();
			}
		});
	}

	private void merge(List<StoredFile> files) {
		if (files.isEmpty()) {
			return;
		}
		compare(files).forEach(this.changes::add);
		this.jdbc.batchUpdate("MERGE INTO file (path, size, modified_nanos, hash) KEY (path) VALUES (?, ?, ?, ?)",
				files.stream().map(FileStore::row).toList());
	}

	private static Object[] row(StoredFile file) {
		return new Object[] { file.key().encoded(), file.stamp().size(), file.stamp().modifiedNanos(), file.hash() };
	}

	private Map<ChangeKind, List<FileKey>> compare(List<StoredFile> files) {
		Map<String, String> known = hashes(files);
		Map<ChangeKind, List<FileKey>> differences = new EnumMap<>(ChangeKind.class);
		for (StoredFile file : files) {
			String hash = known.get(file.key().encoded());
			if (!file.hash().equals(hash)) {
				ChangeKind kind = (hash != null) ? ChangeKind.CHANGED : ChangeKind.ADDED;
				differences.computeIfAbsent(kind, (key) -> new ArrayList<>()).add(file.key());
			}
		}
		return differences;
	}

	private Map<String, String> hashes(List<StoredFile> files) {
		Map<String, String> hashes = new HashMap<>();
		Object[] paths = files.stream().map((file) -> file.key().encoded()).toArray();
		this.jdbc.query("SELECT path, hash FROM file WHERE path = ANY(?)",
				(RowCallbackHandler) (row) -> hashes.put(row.getString(1), row.getString(2)), (Object) paths);
		return hashes;
	}

	private void delete(List<FileKey> keys) {
		List<FileKey> removed = keys.stream().filter(this::delete).toList();
		this.changes.add(ChangeKind.REMOVED, removed);
	}

	private boolean delete(FileKey key) {
		return this.jdbc.update("DELETE FROM file WHERE path = ?", key.encoded()) > 0;
	}

	StoreTotals totals() {
		return this.jdbc
			.query("""
					SELECT (SELECT COUNT(*) FROM file), (SELECT COALESCE(SUM(size), 0) FROM file), added, changed, removed
					FROM monitor""",
					(row, number) -> new StoreTotals(row.getLong(1), row.getLong(2), this.changes.since(),
							row.getLong(3), row.getLong(4), row.getLong(5)))
			.get(0);
	}

	List<FileChange> recentChanges() {
		return this.changes.recent();
	}

	void ping() {
		this.jdbc.execute("SELECT 1");
	}

}
