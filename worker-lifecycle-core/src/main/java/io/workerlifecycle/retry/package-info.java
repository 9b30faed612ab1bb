/**
 * How often and when something that failed is tried again.
 */
@NullMarked
package io.workerlifecycle.retry;

import org.jspecify.annotations.NullMarked;
