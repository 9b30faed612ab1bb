package io.workerlifecycle.autoconfigure.worker;

import java.util.List;

import io.workerlifecycle.worker.StartOrder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What a reload says of the order of a worker, and what cannot hold before the
 * application starts again.
 *
 * @param worker the name of the worker
 * @param key the key of the setting
 * @param held what holds
 * @param configured what is configured now
 */
record KeptOrder(String worker, String key, Object held, Object configured) {

	private static final Log logger = LogFactory.getLog(KeptOrder.class);

	static void tell(String worker, StartOrder held, StartOrder configured) {
		List.of(new KeptOrder(worker, "phase", held.phase(), configured.phase()),
				new KeptOrder(worker, "after", held.after(), configured.after()),
				new KeptOrder(worker, "await-running", held.awaitRunning(), configured.awaitRunning()))
			.forEach(KeptOrder::tell);
	}

	private void tell() {
		if (!this.held.equals(this.configured)) {
			logger.warn("'" + this.key + "' of worker '" + this.worker + "' is " + this.configured + " now, but "
					+ this.held + " holds until the next start");
		}
	}

}
