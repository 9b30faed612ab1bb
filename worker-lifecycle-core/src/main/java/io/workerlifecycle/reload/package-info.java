/**
 * Reload of the configuration of a running application, all or nothing.
 */
@NullMarked
package io.workerlifecycle.reload;

import org.jspecify.annotations.NullMarked;
