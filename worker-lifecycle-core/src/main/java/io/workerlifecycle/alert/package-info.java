/**
 * What went wrong, told to people.
 */
@NullMarked
package io.workerlifecycle.alert;

import org.jspecify.annotations.NullMarked;
