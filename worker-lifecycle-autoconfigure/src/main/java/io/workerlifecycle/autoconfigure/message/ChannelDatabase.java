package io.workerlifecycle.autoconfigure.message;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.ChannelMessageStoreQueryProvider;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database that has the messages of durable channels.
 *
 * @param dataSource its connections
 * @param region what keeps the messages apart from others in their table
 * @param queries the statements to use; {@code null} for those of its product
 */
record ChannelDatabase(DataSource dataSource, String region, @Nullable ChannelMessageStoreQueryProvider queries) {

	/**
	 * Makes what channels share, once all that it stands on is known to be there.
	 * @throws DurableChannelException if something is not
	 */
	OpenDatabase open(PlatformTransactionManager transactions, AllowedPayloads payloads) {
		DatabaseProduct product = DatabaseProduct.of(productName(), this.queries);
		JdbcTemplate jdbc = new JdbcTemplate(this.dataSource);
		if (product.isH2()) {
			new H2Durability(jdbc).ensure();
		}
		checkTable(jdbc, product);
		checkTransactions(transactions);
		JdbcChannelMessageStore store = store(product, jdbc, payloads);
		store.setJdbcTemplate(strict());
		store.setRegion(this.region);
		store.setChannelMessageStoreQueryProvider(product.queries());
		store.setMessageRowMapper(new StoredMessageMapper(payloads.reader()));
		store.afterPropertiesSet();
		return new OpenDatabase(store,
				product.isPostgres() ? PostgresTransactions.of(transactions, this.dataSource) : transactions,
				(this.queries == null) ? (channel) -> rows(channel, payloads) : null);
	}

	private MessageRows rows(String channel, AllowedPayloads payloads) {
		return new MessageRows(this.dataSource, new StoredMessageMapper(payloads.reader()), this.region, channel);
	}

	/** Statements of the application may be for a table that has other columns. */
	private JdbcChannelMessageStore store(DatabaseProduct product, JdbcTemplate jdbc, AllowedPayloads payloads) {
		if (product.isH2()) {
			return new H2MessageStore(jdbc, this.region, payloads);
		}
		return (product.isPostgres() && this.queries == null)
				? new PostgresMessageStore(this.dataSource, this.region, payloads)
				: new JdbcChannelMessageStore(this.dataSource);
	}

	/**
	 * What the store needs, and its silence about rows that are refused made to words.
	 */
	private JdbcTemplate strict() {
		JdbcTemplate strict = new JdbcTemplate(this.dataSource);
		strict.setFetchSize(1);
		strict.setMaxRows(1);
		SQLExceptionTranslator translator = strict.getExceptionTranslator();
		strict.setExceptionTranslator((task, sql, ex) -> {
			DataAccessException translated = translator.translate(task, sql, ex);
			return (translated instanceof DataIntegrityViolationException)
					? new RefusedRowException(String.valueOf(translated.getMessage()), ex) : translated;
		});
		return strict;
	}

	private String productName() {
		try {
			return String.valueOf(JdbcUtils.commonDatabaseName(
					JdbcUtils.extractDatabaseMetaData(this.dataSource, DatabaseMetaData::getDatabaseProductName)));
		}
		catch (MetaDataAccessException ex) {
			throw DurableChannelException.unreachable(ex);
		}
	}

	private static void checkTable(JdbcTemplate jdbc, DatabaseProduct product) {
		try {
			jdbc.queryForList("SELECT MESSAGE_ID FROM INT_CHANNEL_MESSAGE WHERE 1 = 0");
		}
		catch (BadSqlGrammarException ex) {
			throw DurableChannelException.noTable(product, ex);
		}
	}

	/** A message that is taken outside of the transaction would be lost by a crash. */
	private void checkTransactions(PlatformTransactionManager transactions) {
		if (!takesPart(transactions)) {
			throw DurableChannelException.otherTransactions(transactions);
		}
	}

	/** Whether it takes part in transactions. Begins one. */
	boolean takesPart(PlatformTransactionManager transactions) {
		TransactionTemplate template = new TransactionTemplate(transactions);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return Boolean.TRUE.equals(template.execute((status) -> isKnownTo(transactions) && isPartOfTransaction()));
	}

	/**
	 * One that manages a resource of its own has bound it by now. Connections that do not
	 * commit by themselves look as if they were in its transaction.
	 */
	private boolean isKnownTo(PlatformTransactionManager transactions) {
		return TransactionSynchronizationManager.hasResource(this.dataSource)
				|| !(transactions instanceof ResourceTransactionManager);
	}

	private boolean isPartOfTransaction() {
		Connection connection = DataSourceUtils.getConnection(this.dataSource);
		try {
			return DataSourceUtils.isConnectionTransactional(connection, this.dataSource)
					&& !connection.getAutoCommit();
		}
		catch (SQLException ex) {
			throw DurableChannelException.unreachable(ex);
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.dataSource);
		}
	}

}
