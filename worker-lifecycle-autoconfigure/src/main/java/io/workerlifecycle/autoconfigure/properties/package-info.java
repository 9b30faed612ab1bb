/**
 * Properties of things that have names: bound one by one, and none overlooked.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.properties;

import org.jspecify.annotations.NullMarked;
