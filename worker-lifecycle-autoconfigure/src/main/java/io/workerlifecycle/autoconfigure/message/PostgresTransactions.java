package io.workerlifecycle.autoconfigure.message;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.workerlifecycle.message.SpoilableTransactions;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * Transactions on PostgreSQL whose commit fails when it undoes everything. There a failed
 * statement spoils its transaction; if the code holds back the exception, the database
 * answers the commit with a rollback, which its driver takes for a success. The driver
 * knows the state of the transaction, so that asking costs no round trip.
 *
 * @param delegate makes the transactions
 * @param dataSource where their connections come from
 */
record PostgresTransactions(PlatformTransactionManager delegate,
		DataSource dataSource) implements SpoilableTransactions {

	private static final boolean DRIVER = ClassUtils.isPresent("org.postgresql.jdbc.PgConnection",
			PostgresTransactions.class.getClassLoader());

	/** The manager itself where the driver is another one. */
	static PlatformTransactionManager of(PlatformTransactionManager transactions, DataSource dataSource) {
		return DRIVER ? new PostgresTransactions(transactions, dataSource) : transactions;
	}

	/**
	 * The manager itself where the driver is not there, or where it is not known whose
	 * connections it uses. One of another database is never found spoiled.
	 */
	static PlatformTransactionManager of(PlatformTransactionManager transactions) {
		return (transactions instanceof ResourceTransactionManager known
				&& known.getResourceFactory() instanceof DataSource dataSource) ? of(transactions, dataSource)
						: transactions;
	}

	/** Others of the same database, which fail in the same way. */
	PostgresTransactions around(PlatformTransactionManager other) {
		return new PostgresTransactions(other, this.dataSource);
	}

	@Override
	public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
		return this.delegate.getTransaction(definition);
	}

	@Override
	public void commit(TransactionStatus status) {
		if (!status.isCompleted() && !status.isRollbackOnly() && ask(PostgresTransactions::isFailed)) {
			this.delegate.rollback(status);
			throw new UnexpectedRollbackException("A statement of this transaction has failed, and its exception was "
					+ "held back. PostgreSQL undoes the whole transaction. Let the exception out, or use a savepoint");
		}
		this.delegate.commit(status);
	}

	@Override
	public boolean isSpoiled() {
		return ask((connection) -> connection.isClosed() || isFailed(connection));
	}

	private static boolean isFailed(Connection connection) throws SQLException {
		return connection.isWrapperFor(PgConnection.class)
				&& connection.unwrap(PgConnection.class).getTransactionState() == TransactionState.FAILED;
	}

	private boolean ask(Question question) {
		Connection connection = null;
		try {
			connection = DataSourceUtils.getConnection(this.dataSource);
			return question.of(connection);
		}
		catch (SQLException | RuntimeException ex) {
			// The commit tells what is wrong with a connection that cannot be asked.
			return false;
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.dataSource);
		}
	}

	@Override
	public void rollback(TransactionStatus status) {
		this.delegate.rollback(status);
	}

	private interface Question {

		boolean of(Connection connection) throws SQLException;

	}

}
