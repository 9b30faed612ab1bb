/**
 * Workers that take messages from channels, and lose none.
 */
@NullMarked
package io.workerlifecycle.message;

import org.jspecify.annotations.NullMarked;
