package io.workerlifecycle.autoconfigure.message;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes an H2 database keep what it has said to be committed, and says where it cannot.
 */
final class H2Durability {

	private static final Log logger = LogFactory.getLog(DurableChannels.class);

	private final JdbcTemplate jdbc;

	H2Durability(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	void ensure() {
		String url = url();
		if (url.startsWith("jdbc:h2:mem:")) {
			logger.warn("The database of the durable channels is in memory: what they hold is lost with the process");
			return;
		}
		writeAtCommit();
		if (isBrokenByInterrupts(url)) {
			logger.warn("H2 closes the files of " + url + " for everybody when a thread that uses them is interrupted, "
					+ "as a worker is after its stop-timeout. Write jdbc:h2:async:<path>");
		}
	}

	private String url() {
		String url = this.jdbc.execute((ConnectionCallback<String>) (connection) -> url(connection.getMetaData()));
		return (url != null) ? url : "";
	}

	private static String url(DatabaseMetaData metaData) throws SQLException {
		return String.valueOf(metaData.getURL());
	}

	/** By default what was committed in the last half second is lost with the process. */
	private void writeAtCommit() {
		try {
			this.jdbc.execute("SET WRITE_DELAY 0");
			logger.info("H2 writes each commit to its file at once (SET WRITE_DELAY 0), for the durable channels");
		}
		catch (DataAccessException ex) {
			logger.warn("H2 loses what was committed in the last half second when the process is killed, since its "
					+ "user may not SET WRITE_DELAY 0. Let one who may do it once", ex);
		}
	}

	private static boolean isBrokenByInterrupts(String url) {
		return !url.startsWith("jdbc:h2:async:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
	}

}
