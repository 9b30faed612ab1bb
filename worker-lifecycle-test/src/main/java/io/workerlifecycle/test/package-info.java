/**
 * Test gear: applications as processes of their own, looked at from outside.
 */
@NullMarked
package io.workerlifecycle.test;

import org.jspecify.annotations.NullMarked;
