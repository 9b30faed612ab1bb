package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import io.workerlifecycle.message.MessageSettings;
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

	static void tell(String worker, MessageSettings held, MessageSettings configured) {
		List.of(new KeptLanes(worker, "channel", held.channels(), configured.channels()),
				new KeptLanes(worker, "concurrency", held.concurrency(), configured.concurrency()))
			.forEach(KeptLanes::tell);
	}

	private void tell() {
		if (!this.held.equals(this.configured)) {
			logger.warn("'" + this.key + "' of worker '" + this.worker + "' is " + this.configured + " now, but "
					+ this.held + " holds until the worker is restarted");
		}
	}

}
