/**
 * How workers and jobs are named, and when two names are one.
 */
@NullMarked
package io.workerlifecycle.name;

import org.jspecify.annotations.NullMarked;
