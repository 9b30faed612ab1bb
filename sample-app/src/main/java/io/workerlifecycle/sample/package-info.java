/**
 * The sample: a file integrity monitor that keeps a hash of every file of a tree.
 */
@NullMarked
package io.workerlifecycle.sample;

import org.jspecify.annotations.NullMarked;
