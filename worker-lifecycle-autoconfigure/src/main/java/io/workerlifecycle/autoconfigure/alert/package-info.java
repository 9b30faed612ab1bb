/**
 * Alerts from workers and jobs.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.alert;

import org.jspecify.annotations.NullMarked;
