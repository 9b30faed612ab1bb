/**
 * How message workers reach an application: their settings, their channels.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.message;

import org.jspecify.annotations.NullMarked;
