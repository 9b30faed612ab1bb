package io.workerlifecycle.sample;

/**
 * How the hashing of a file ended.
 */
sealed interface HashResult {

	/**
	 * The file was read from start to end, and was the same before and after.
	 *
	 * @param stamp what it looked like
	 * @param hash the SHA-256 hash in hexadecimal
	 */
	record Hashed(FileStamp stamp, String hash) implements HashResult {
	}

	/**
	 * There is no hash, because of a trouble with the file.
	 *
	 * @param kind the trouble
	 * @param reason what was wrong, for people
	 */
	record Troubled(TroubleKind kind, String reason) implements HashResult {
	}

	/**
	 * The reader was told to stop.
	 */
	record GivenUp() implements HashResult {
	}

}
