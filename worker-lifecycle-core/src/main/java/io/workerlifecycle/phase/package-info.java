/**
 * How long the phases of an application context may take to stop.
 */
@NullMarked
package io.workerlifecycle.phase;

import org.jspecify.annotations.NullMarked;
