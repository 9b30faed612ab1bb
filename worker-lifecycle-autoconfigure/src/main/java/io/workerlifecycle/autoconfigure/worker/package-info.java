/**
 * How workers reach a Spring Boot application.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.worker;

import org.jspecify.annotations.NullMarked;
