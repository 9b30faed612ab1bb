package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.Objects;

import io.workerlifecycle.message.MessagePlan;
import io.workerlifecycle.message.MessageSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What a reload says of the threads of a message worker, and what cannot hold before the
 * worker starts again.
 *
 * @param worker the name of the worker
 * @param key the key of the setting
 * @param held what holds
 * @param configured what is configured now
 */
record KeptLanes(String worker, String key, Object held, Object configured) {

	private static final Log logger = LogFactory.getLog(KeptLanes.class);

	static void tell(String worker, MessagePlan held, MessagePlan configured) {
		List.of(new KeptLanes(worker, "channel", held.settings().channels(), configured.settings().channels()),
				new KeptLanes(worker, "concurrency", held.settings().concurrency(),
						configured.settings().concurrency()))
			.forEach(KeptLanes::tell);
		if (differInTransactions(held.sources(), configured.sources())) {
			logger.warn("'transaction-manager' of worker '" + worker + "' is another one now, but the one of before "
					+ "holds until the worker is restarted");
		}
	}

	/** Channels that were not there before come with their own transactions. */
	private static boolean differInTransactions(List<MessageSource> held, List<MessageSource> configured) {
		return held.stream()
			.anyMatch((before) -> configured.stream()
				.anyMatch((now) -> now.channel() == before.channel()
						&& !Objects.equals(now.transactions(), before.transactions())));
	}

	private void tell() {
		if (!this.held.equals(this.configured)) {
			logger.warn("'" + this.key + "' of worker '" + this.worker + "' is " + this.configured + " now, but "
					+ this.held + " holds until the worker is restarted");
		}
	}

}
