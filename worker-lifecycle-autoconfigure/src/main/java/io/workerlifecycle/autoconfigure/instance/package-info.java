/**
 * The instance lock in a Spring Boot application.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.instance;

import org.jspecify.annotations.NullMarked;
