package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;

/**
 * The datagram socket at which systemd listens, by its name in the file system or, with a
 * leading {@code @}, in the abstract namespace. The Java platform has no datagrams for
 * such sockets, so the C library is called.
 *
 * @param name the name, as {@code NOTIFY_SOCKET} has it
 * @see <a href="https://man7.org/linux/man-pages/man3/sd_notify.3.html">sd_notify(3)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
 */
record NotifySocket(String name) implements NoticeSink {

	private static final short AF_UNIX = 1;

	private static final int SOCK_DGRAM = 2;

	private static final int MSG_DONTWAIT = 0x40;

	private static final int MSG_NOSIGNAL = 0x4000;

	private static final int LONGEST = 107;

	@Override
	public void send(String notice) throws IOException {
		byte[] address = address();
		try {
			send(Native.load("c", LibC.class), notice.getBytes(StandardCharsets.UTF_8), address);
		}
		catch (LastErrorException | LinkageError ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	private static void send(LibC libC, byte[] notice, byte[] address) {
		int socket = libC.socket(AF_UNIX, SOCK_DGRAM, 0);
		try {
			libC.sendto(socket, notice, new NativeLong(notice.length), MSG_DONTWAIT | MSG_NOSIGNAL, address,
					address.length);
		}
		finally {
			libC.close(socket);
		}
	}

	/** A {@code sockaddr_un}; the length tells where an abstract name ends. */
	private byte[] address() throws IOException {
		boolean isAbstract = this.name.startsWith("@");
		byte[] path = this.name.getBytes(StandardCharsets.UTF_8);
		if (!isAbstract && !this.name.startsWith("/")) {
			throw new IOException("it is neither a path nor an abstract name");
		}
		if (path.length > LONGEST) {
			throw new IOException("its name is longer than " + LONGEST + " bytes");
		}
		if (isAbstract) {
			path[0] = 0;
		}
		ByteBuffer address = ByteBuffer.allocate(Short.BYTES + path.length + (isAbstract ? 0 : 1));
		address.order(ByteOrder.nativeOrder()).putShort(AF_UNIX).put(path);
		return address.array();
	}

	/**
	 * Of the C library.
	 */
	interface LibC extends Library {

		int socket(int domain, int type, int protocol) throws LastErrorException;

		NativeLong sendto(int socket, byte[] buffer, NativeLong length, int flags, byte[] address, int addressLength)
				throws LastErrorException;

		int close(int socket) throws LastErrorException;

	}

}
