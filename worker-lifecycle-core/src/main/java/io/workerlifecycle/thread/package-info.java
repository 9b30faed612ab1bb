/**
 * Threads that workers and jobs share: one that keeps the process alive, and lines that
 * run things in order.
 */
@NullMarked
package io.workerlifecycle.thread;

import org.jspecify.annotations.NullMarked;
