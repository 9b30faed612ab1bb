/**
 * What a running instance tells about itself in the status file, beside its PID file.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.status;

import org.jspecify.annotations.NullMarked;
