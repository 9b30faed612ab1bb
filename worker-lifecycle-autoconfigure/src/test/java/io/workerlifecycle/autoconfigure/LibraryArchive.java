package io.workerlifecycle.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The classes of the libraries, in the form that a JVM has them in memory: processes find
 * them there instead of reading jars and checking code. It is made once for each JDK and
 * each set of libraries, under {@code target}. A process that it does not fit starts
 * without it.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">
 * Class Data Sharing</a>
 */
final class LibraryArchive {

	private static final Path DIRECTORY = Path.of("target", "library-archive");

	private LibraryArchive() {
	}

	/**
	 * The option that makes processes on the class path of this one use the archive, none
	 * if there can be no archive. Changes the order of the class path.
	 */
	static List<String> option() {
		librariesFirst();
		Path archive = DIRECTORY.resolve(name()).toAbsolutePath();
		return isThere(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
	}

	private static boolean isThere(Path archive) {
		try {
			Files.createDirectories(DIRECTORY);
			try (FileChannel one = FileChannel.open(DIRECTORY.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE)) {
				one.lock();
				return Files.exists(archive) || isMade(archive);
			}
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Only jars can be shared, and only those before which nothing else comes. */
	private static void librariesFirst() {
		List<String> path = new ArrayList<>(libraries());
		entries().filter((entry) -> !isLibrary(entry)).forEach(path::add);
		System.setProperty("java.class.path", String.join(File.pathSeparator, path));
	}

	private static boolean isMade(Path archive) throws IOException {
		Path classes = DIRECTORY.resolve("classes");
		Path draft = DIRECTORY.resolve("draft");
		boolean made = ends("-XX:DumpLoadedClassList=" + classes, "-cp", System.getProperty("java.class.path"),
				EveryLibraryProgram.class.getName())
				&& ends("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + draft, "-cp",
						String.join(File.pathSeparator, libraries()));
		if (made) {
			Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
		}
		return made;
	}

	private static boolean ends(String... options) throws IOException {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		List<String> command = new ArrayList<>(
				List.of(java.toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		Collections.addAll(command, options);
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(DIRECTORY.resolve("log").toFile())
			.start();
		process.onExit().completeOnTimeout(process, 1, TimeUnit.MINUTES).join().destroyForcibly();
		return process.onExit().join().exitValue() == 0;
	}

	private static List<String> libraries() {
		return entries().filter(LibraryArchive::isLibrary).toList();
	}

	/** Not what this build makes, which it makes again. */
	private static boolean isLibrary(String entry) {
		return entry.endsWith(".jar") && !entry.contains(File.separator + "target" + File.separator);
	}

	private static Stream<String> entries() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
	}

	private static String name() {
		List<String> stamps = libraries().stream().map(LibraryArchive::stamp).toList();
		List<Object> fits = List.of(System.getProperty("java.home"), Runtime.version(), stamps);
		return Integer.toHexString(fits.hashCode()) + ".jsa";
	}

	/** Another one in the same place does not fit. */
	private static String stamp(String library) {
		File file = new File(library);
		return library + " " + file.length() + " " + file.lastModified();
	}

}
