package io.workerlifecycle.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Permissions that do not depend on the umask.
 *
 * @param permissions who may do what
 * @since 0.1.0
 */
public record FileMode(Set<PosixFilePermission> permissions) {

	/** Mode 0644: who may list the directory may see who runs. */
	public static final FileMode READABLE_BY_ALL = new FileMode(PosixFilePermissions.fromString("rw-r--r--"));

	private static final Log logger = LogFactory.getLog(FileMode.class);

	/**
	 * Copies the permissions.
	 * @param permissions who may do what
	 */
	public FileMode {
		permissions = Set.copyOf(permissions);
	}

	/**
	 * Sets the mode where there are modes, as well as it can be done: nothing depends on
	 * it. It goes by the path: to do it without following links the JDK would open and
	 * close the file, which drops a lock on it.
	 * @param file an existing file
	 */
	public void applyTo(Path file) {
		PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		if (view == null) {
			return;
		}
		try {
			view.setPermissions(this.permissions);
		}
		catch (IOException ex) {
			logger.debug("Cannot set the mode of " + file, ex);
		}
	}

}
