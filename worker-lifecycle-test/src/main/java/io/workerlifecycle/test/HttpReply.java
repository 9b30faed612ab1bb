package io.workerlifecycle.test;

/**
 * What an application answered to an HTTP request.
 *
 * @param status the status code
 * @param body the whole body as text, empty if there was none
 * @since 0.1.0
 */
public record HttpReply(int status, String body) {
}
