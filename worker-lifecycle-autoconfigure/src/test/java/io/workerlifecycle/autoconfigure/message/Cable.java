package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * What clients and a broker of this machine are connected by. A test may cut it, and mend
 * it.
 */
final class Cable implements AutoCloseable {

	private final ServerSocket entry;

	/** The port of the broker, asked for each connection. */
	private final IntSupplier exit;

	private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();

	private final AtomicInteger refused = new AtomicInteger();

	private volatile boolean cut;

	Cable(IntSupplier exit) {
		this.exit = exit;
		try {
			this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		begin("cable-" + port(), this::accept);
	}

	int port() {
		return this.entry.getLocalPort();
	}

	/** Ends all connections, and lets in none until it is mended. */
	void cut() {
		this.refused.set(0);
		this.cut = true;
		this.sockets.removeIf(Cable::closed);
	}

	void mend() {
		this.cut = false;
	}

	/** How many connections were refused since the cable was cut. */
	int refused() {
		return this.refused.get();
	}

	private void accept() {
		while (!this.entry.isClosed()) {
			try {
				connect(this.entry.accept());
			}
			catch (IOException ex) {
				// The test is over.
			}
		}
	}

	private void connect(Socket client) throws IOException {
		Socket broker = new Socket();
		this.sockets.add(client);
		this.sockets.add(broker);
		try {
			broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.exit.getAsInt()));
		}
		catch (IOException ex) {
			closed(client);
			return;
		}
		if (this.cut) {
			this.refused.incrementAndGet();
			closed(client);
			closed(broker);
			return;
		}
		begin("cable-there", () -> pump(client, broker));
		begin("cable-back", () -> pump(broker, client));
	}

	private static void pump(Socket from, Socket to) {
		try (from; to) {
			to.setTcpNoDelay(true);
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One end is gone, so the other goes too.
		}
	}

	private static boolean closed(Socket socket) {
		try {
			socket.close();
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void begin(String name, Runnable work) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.entry.close();
		cut();
	}

}
