/**
 * The instance lock: of all processes that name one PID file, one runs.
 */
@NullMarked
package io.workerlifecycle.instance;

import org.jspecify.annotations.NullMarked;
