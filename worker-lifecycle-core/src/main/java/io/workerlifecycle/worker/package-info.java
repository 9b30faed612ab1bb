/**
 * Workers: long-running code with states, a supervised life and an orderly end.
 */
@NullMarked
package io.workerlifecycle.worker;

import org.jspecify.annotations.NullMarked;
