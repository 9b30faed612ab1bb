/**
 * Commands on the same jar: one process starts, stops or asks the instance that another
 * one runs.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.command;

import org.jspecify.annotations.NullMarked;
