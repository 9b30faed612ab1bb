package io.workerlifecycle.sample;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What tells cheaply whether a file may have changed.
 *
 * @param size the size in bytes
 * @param modifiedNanos the time of the last modification, in nanoseconds since the epoch
 */
record FileStamp(long size, long modifiedNanos) {

	static FileStamp of(BasicFileAttributes attributes) {
		return new FileStamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
	}

}
