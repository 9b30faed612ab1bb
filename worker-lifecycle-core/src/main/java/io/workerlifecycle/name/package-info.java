/**
 * How workers and jobs are named.
 */
@NullMarked
package io.workerlifecycle.name;

import org.jspecify.annotations.NullMarked;
