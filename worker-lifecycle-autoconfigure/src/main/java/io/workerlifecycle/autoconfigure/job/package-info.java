/**
 * How jobs reach a Spring Boot application.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.job;

import org.jspecify.annotations.NullMarked;
