/**
 * Reload of the configuration in a Spring Boot application.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.reload;

import org.jspecify.annotations.NullMarked;
