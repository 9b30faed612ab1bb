package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;

/**
 * Takes what is to be told to the service manager.
 */
interface NoticeSink {

	/**
	 * Sends a notice, without waiting for anybody.
	 * @param notice lines of {@code NAME=value}
	 * @throws IOException if it cannot be sent
	 */
	void send(String notice) throws IOException;

}
