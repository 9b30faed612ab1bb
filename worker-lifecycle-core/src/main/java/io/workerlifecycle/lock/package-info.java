/**
 * Locks on files: of all processes that name one file, one has it.
 */
@NullMarked
package io.workerlifecycle.lock;

import org.jspecify.annotations.NullMarked;
