/**
 * Workers and jobs as Spring Boot Actuator and Micrometer show them. Reads snapshots
 * only.
 */
@NullMarked
package io.workerlifecycle.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
