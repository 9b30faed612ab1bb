package io.workerlifecycle.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An application that runs in a JVM of its own, as users run it: a test starts it, waits
 * for what it writes or answers, sends signals and reads its exit code.
 * <pre class="code">
 * try (ApplicationProcess orders = ApplicationProcess.ofJar(jar).arguments("--server.port=0").start()) {
 *     orders.awaitHttp("/actuator/health", 200);
 *     orders.signal(Signal.TERM);
 *     assertThat(orders.awaitExit()).isEqualTo(143);
 * }
 * </pre>
 * <p>
 * Every wait has a deadline, 60 seconds unless the launcher says otherwise. A wait that
 * fails throws an {@link AssertionError} that shows all output so far. An interrupt ends
 * a wait in the same way and keeps its flag. Signals need a {@code kill} command, so a
 * POSIX system. May be used by several threads.
 *
 * @since 0.1.0
 */
public final class ApplicationProcess implements AutoCloseable {

	private static final Pattern SERVER_STARTED = Pattern.compile("(?:Tomcat|Jetty|Netty) started on port (\\d+)");

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final Process process;

	private final Duration deadline;

	private final ProcessOutput output = new ProcessOutput();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	ApplicationProcess(Process process, Duration deadline) {
		this.process = process;
		this.deadline = deadline;
		Thread collector = new Thread(() -> this.output.collect(process.getInputStream()),
				"application-output-" + process.pid());
		collector.setDaemon(true);
		collector.start();
	}

	/**
	 * An application by its main class, on the class path of this process.
	 * @param mainClass the class that has the main method
	 * @return a launcher for it
	 */
	public static ApplicationLauncher ofMain(Class<?> mainClass) {
		return new ApplicationLauncher(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
	}

	/**
	 * An application in an executable jar.
	 * @param jar the jar
	 * @return a launcher for it
	 */
	public static ApplicationLauncher ofJar(Path jar) {
		return new ApplicationLauncher(List.of("-jar", jar.toAbsolutePath().toString()));
	}

	/**
	 * The process id.
	 * @return the id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Whether the process runs, which a stopped (frozen) one does too.
	 * @return whether it has not ended
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Everything that the process has written so far, standard output and standard error
	 * together.
	 * @return the lines, separated by line feeds
	 */
	public String output() {
		return this.output.text();
	}

	/**
	 * Waits for a line that contains a text. Lines that are there already count.
	 * @param text the text
	 * @return the first such line
	 */
	public String awaitLine(String text) {
		return awaitLine((line) -> line.contains(text), "line with \"" + text + "\"");
	}

	/**
	 * Waits for a line in which a pattern is found. Lines that are there already count.
	 * @param pattern the pattern
	 * @return the first such line
	 */
	public String awaitLine(Pattern pattern) {
		return awaitLine((line) -> pattern.matcher(line).find(), "line with the pattern " + pattern);
	}

	/**
	 * The port of the web server, as it stands in Spring Boot's line about it; waits for
	 * that line.
	 * @return the first port that was told
	 */
	public int port() {
		Matcher matcher = SERVER_STARTED.matcher(awaitLine(SERVER_STARTED));
		if (!matcher.find()) {
			throw new IllegalStateException("The line was found by this very pattern");
		}
		return Integer.parseInt(matcher.group(1));
	}

	/**
	 * Waits until a path answers with a status. Until then other answers, and none, are
	 * fine.
	 * @param path the path, from its leading slash
	 * @param status the status to wait for
	 * @return the answer
	 */
	public HttpReply awaitHttp(String path, int status) {
		int port = port();
		long start = System.nanoTime();
		HttpReply reply = tryGet(port, path);
		while (reply == null || reply.status() != status) {
			if (!isAlive() || System.nanoTime() - start > this.deadline.toNanos()
					|| Thread.currentThread().isInterrupted()) {
				throw failure("No answer " + status + " from " + path + ", the last one was " + reply);
			}
			LockSupport.parkNanos(POLL_NANOS);
			reply = tryGet(port, path);
		}
		return reply;
	}

	/**
	 * Asks for a path once the web server has started.
	 * @param path the path, from its leading slash
	 * @return the answer, whatever its status
	 */
	public HttpReply get(String path) {
		return send(HttpRequest.newBuilder(uri(port(), path)).GET());
	}

	/**
	 * Posts a JSON text once the web server has started.
	 * @param path the path, from its leading slash
	 * @param json the body
	 * @return the answer, whatever its status
	 */
	public HttpReply post(String path, String json) {
		return send(HttpRequest.newBuilder(uri(port(), path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json)));
	}

	/**
	 * Writes one line to the standard input of the process.
	 * @param line the line, without its end
	 */
	public void input(String line) {
		try {
			this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw failure("The process takes no input: " + ex.getMessage());
		}
	}

	/**
	 * Sends a signal; does not wait for its effect.
	 * @param signal the signal
	 */
	public void signal(Signal signal) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + signal.name(), Long.toString(pid())).start();
			if (!kill.waitFor(this.deadline.toNanos(), TimeUnit.NANOSECONDS) || kill.exitValue() != 0) {
				throw failure("Signal " + signal + " was not taken");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("There is no kill command", ex);
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	/**
	 * Waits for the end of the process and of its output.
	 * @return the exit code; 128 plus the number of the signal that ended it, if one did
	 */
	public int awaitExit() {
		try {
			if (!this.process.waitFor(this.deadline.toNanos(), TimeUnit.NANOSECONDS)) {
				throw failure("The process did not end within " + this.deadline);
			}
			this.output.awaitEnd(this.deadline);
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	/**
	 * Ends the process and what it started, at once, if they still run. Waits for the end
	 * of the process.
	 */
	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
		try {
			this.process.waitFor(this.deadline.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String awaitLine(Predicate<String> wanted, String what) {
		try {
			String line = this.output.await(wanted, this.deadline);
			if (line == null) {
				throw failure("No " + what
						+ (this.output.hasEnded() ? " before the output ended" : " within " + this.deadline));
			}
			return line;
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	private HttpReply send(HttpRequest.Builder request) {
		try {
			return exchange(request);
		}
		catch (IOException ex) {
			throw failure("No answer: " + ex);
		}
	}

	private @Nullable HttpReply tryGet(int port, String path) {
		try {
			return exchange(HttpRequest.newBuilder(uri(port, path)).GET());
		}
		catch (IOException ex) {
			return null;
		}
	}

	private HttpReply exchange(HttpRequest.Builder request) throws IOException {
		try {
			var response = this.client.send(request.timeout(this.deadline).build(), BodyHandlers.ofString());
			return new HttpReply(response.statusCode(), response.body());
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	private static URI uri(int port, String path) {
		return URI.create("http://localhost:" + port + path);
	}

	private AssertionError interrupted() {
		Thread.currentThread().interrupt();
		return failure("Interrupted while waiting");
	}

	private AssertionError failure(String fact) {
		return new AssertionError(fact + ". Output of process " + pid() + " so far:\n" + output());
	}

}
