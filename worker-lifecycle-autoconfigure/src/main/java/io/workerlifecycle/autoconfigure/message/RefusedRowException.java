package io.workerlifecycle.autoconfigure.message;

import java.sql.SQLException;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * Thrown when the table of messages does not take one. It is no
 * {@code DataIntegrityViolationException}, since Spring Integration's store takes that
 * for a message that it has already, and goes on.
 */
@SuppressWarnings("serial")
final class RefusedRowException extends NonTransientDataAccessException {

	RefusedRowException(String message, SQLException cause) {
		super(message, cause);
	}

}
