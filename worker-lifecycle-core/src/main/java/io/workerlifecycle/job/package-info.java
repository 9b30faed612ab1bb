/**
 * Jobs: methods that fire on a schedule and never run beside themselves.
 */
@NullMarked
package io.workerlifecycle.job;

import org.jspecify.annotations.NullMarked;
