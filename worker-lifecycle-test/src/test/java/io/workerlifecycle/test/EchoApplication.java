package io.workerlifecycle.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/**
 * Says where it is, answers requests, and ends with the code that it reads from its
 * input.
 */
final class EchoApplication {

	private EchoApplication() {
	}

	public static void main(String[] args) throws IOException {
		ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("localhost"));
		Thread thread = new Thread(() -> answerAll(server));
		thread.setDaemon(true);
		thread.start();
		System.err.println("standard error");
		System.out.println("arguments " + String.join(",", args));
		System.out.println("option " + System.getProperty("echo.option"));
		System.out.println("variable " + System.getenv("ECHO_VARIABLE"));
		System.out.println("directory " + System.getProperty("user.dir"));
		System.out.println("Tomcat started on port " + server.getLocalPort() + " (http)");
		try (Scanner scanner = new Scanner(System.in, StandardCharsets.UTF_8)) {
			System.exit(scanner.nextInt());
		}
	}

	private static void answerAll(ServerSocket server) {
		while (true) {
			try (Socket socket = server.accept()) {
				answer(socket);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private static void answer(Socket socket) throws IOException {
		InputStream stream = socket.getInputStream();
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append((char) stream.read());
		}
		String body = head.substring(0, head.indexOf(" "));
		if (body.equals("POST")) {
			body += new String(stream.readNBytes(2), StandardCharsets.UTF_8);
		}
		String status = head.toString().contains(" /there ") ? "200 OK" : "404 Not Found";
		String reply = "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
		socket.getOutputStream().write((reply + body).getBytes(StandardCharsets.UTF_8));
	}

}
