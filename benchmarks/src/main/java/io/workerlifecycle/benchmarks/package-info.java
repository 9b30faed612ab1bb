/**
 * What Worker Lifecycle costs, beside its peers in the same run.
 */
@NullMarked
package io.workerlifecycle.benchmarks;

import org.jspecify.annotations.NullMarked;
