package io.workerlifecycle.sample;

/**
 * A file as it is stored.
 *
 * @param key what the file is called in the store
 * @param stamp what it looked like when it was hashed
 * @param hash the SHA-256 hash in hexadecimal
 */
record StoredFile(FileKey key, FileStamp stamp, String hash) {
}
