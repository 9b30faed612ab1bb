package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

import org.springframework.messaging.support.InterceptableChannel;

/**
 * The channels that a worker takes messages from, as its meters see them.
 *
 * @param names their names
 * @param bounded those that can refuse a sender
 * @param depthKnown whether they know how many messages wait
 */
record WatchedChannels(List<String> names, List<InterceptableChannel> bounded, boolean depthKnown) {

	/** Before anybody has looked. */
	static final WatchedChannels NONE = new WatchedChannels(List.of(), List.of(), false);

}
