package io.workerlifecycle.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The sample, which ends as by {@code kill -9} in the middle of a batch, once all files
 * are found.
 */
final class HashAndDie {

	static final int FILES = 600;

	static final int EXIT_CODE = 9;

	/** In the second batch, or later. */
	private static final int LAST_FILE = 400;

	private HashAndDie() {
	}

	/**
	 * Runs the sample until it dies.
	 * @param args its properties
	 */
	public static void main(String[] args) {
		new SpringApplication(SampleApplication.class, Death.class).run(args);
	}

	/**
	 * Lets the program die by opening a file. Not for the component scan of other tests.
	 */
	static class Death {

		@Bean
		@Primary
		FileOpener deadlyOpener(ObjectProvider<ScanLog> scans) {
			AtomicInteger opened = new AtomicInteger();
			return (file) -> open(file, opened.incrementAndGet(), scans.getObject());
		}

		private static InputStream open(Path file, int number, ScanLog scans) throws IOException {
			if (number >= LAST_FILE) {
				Awaitility.await().until(() -> scans.last() != null);
				Runtime.getRuntime().halt(EXIT_CODE);
			}
			return FileHasher.open(file);
		}

	}

}
