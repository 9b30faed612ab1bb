package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/**
 * Listens as systemd does. For one thread.
 */
final class ServiceManagerSocket implements AutoCloseable {

	private static final Duration DEADLINE = Duration.ofSeconds(35);

	private final AFUNIXDatagramSocket socket;

	private final List<String> notices = new ArrayList<>();

	private ServiceManagerSocket(AFUNIXSocketAddress address) throws IOException {
		this.socket = AFUNIXDatagramSocket.newInstance();
		this.socket.bind(address);
		this.socket.setSoTimeout((int) DEADLINE.toMillis());
	}

	static ServiceManagerSocket at(Path path) throws IOException {
		return new ServiceManagerSocket(AFUNIXSocketAddress.of(path));
	}

	static ServiceManagerSocket atAbstract(String name) throws IOException {
		return new ServiceManagerSocket(AFUNIXSocketAddress.inAbstractNamespace(name));
	}

	/**
	 * Receives until a notice comes that begins so.
	 */
	String await(String beginning) {
		return await((notice) -> notice.startsWith(beginning), beginning);
	}

	/**
	 * Receives until a notice comes that contains that.
	 */
	String awaitText(String text) {
		return await((notice) -> notice.contains(text), text);
	}

	/**
	 * All notices so far.
	 */
	List<String> notices() {
		return List.copyOf(this.notices);
	}

	@Override
	public void close() {
		this.socket.close();
	}

	private String await(Predicate<String> wanted, String what) {
		long startNanos = System.nanoTime();
		while (System.nanoTime() - startNanos < DEADLINE.toNanos()) {
			String notice = receive(what);
			this.notices.add(notice);
			if (wanted.test(notice)) {
				return notice;
			}
		}
		throw new AssertionError("No notice " + what + " came among " + this.notices);
	}

	private String receive(String what) {
		DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
		try {
			this.socket.receive(packet);
			return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("No notice " + what + " came after " + this.notices, ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
