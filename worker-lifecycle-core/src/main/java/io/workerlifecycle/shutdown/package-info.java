/**
 * The stop of an application: the time that everything of ours has for it, and who ended
 * how.
 */
@NullMarked
package io.workerlifecycle.shutdown;

import org.jspecify.annotations.NullMarked;
