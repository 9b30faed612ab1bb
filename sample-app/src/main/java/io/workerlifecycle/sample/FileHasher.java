package io.workerlifecycle.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/**
 * Hashes files, piece by piece. It keeps its buffer: for one thread.
 */
final class FileHasher {

	private static final int BUFFER_SIZE = 64 * 1024;

	private final FileOpener opener;

	private final BooleanSupplier goOn;

	private final MessageDigest digest = sha256();

	private final byte[] buffer = new byte[BUFFER_SIZE];

	/**
	 * Makes a hasher.
	 * @param opener opens the files
	 * @param goOn whether to read on, asked after every piece
	 */
	FileHasher(FileOpener opener, BooleanSupplier goOn) {
		this.opener = opener;
		this.goOn = goOn;
	}

	static InputStream open(Path file) throws IOException {
		return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	HashResult hash(Path file) {
		try {
			return hashUnlessChanged(file);
		}
		catch (NoSuchFileException ex) {
			return new HashResult.Troubled(TroubleKind.VANISHED, "was gone when it was to be read");
		}
		catch (IOException ex) {
			return new HashResult.Troubled(TroubleKind.UNREADABLE, ex.toString());
		}
	}

	private HashResult hashUnlessChanged(Path file) throws IOException {
		BasicFileAttributes before = attributes(file);
		// A pipe in its place would be opened for ever.
		if (!before.isRegularFile()) {
			return new HashResult.Troubled(TroubleKind.VANISHED, "was no file any more when it was to be read");
		}
		long read = readAtMost(file, before.size());
		if (read < 0) {
			return new HashResult.GivenUp();
		}
		FileStamp stamp = FileStamp.of(before);
		if (read > stamp.size() || !stamp.equals(FileStamp.of(attributes(file)))) {
			return new HashResult.Troubled(TroubleKind.CHANGED_WHILE_READING, "changed while it was read");
		}
		if (read < stamp.size()) {
			return new HashResult.Troubled(TroubleKind.UNREADABLE,
					"ended after %d of %d bytes".formatted(read, stamp.size()));
		}
		return new HashResult.Hashed(stamp, HexFormat.of().formatHex(this.digest.digest()));
	}

	private static BasicFileAttributes attributes(Path file) throws IOException {
		return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
	}

	// A file that grows faster than it is read has no end: no more than it had at first,
	// and one piece. Nothing of an empty file: some that the kernel makes look empty and
	// let their reader wait.
	private long readAtMost(Path file, long size) throws IOException {
		this.digest.reset();
		long read = 0;
		if (size == 0) {
			return 0;
		}
		try (InputStream content = this.opener.open(file)) {
			for (int count = content.read(this.buffer); count >= 0; count = content.read(this.buffer)) {
				this.digest.update(this.buffer, 0, count);
				read += count;
				if (read > size) {
					return read;
				}
				if (!this.goOn.getAsBoolean()) {
					return -1;
				}
			}
		}
		return read;
	}

}
