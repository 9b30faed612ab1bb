package io.workerlifecycle.autoconfigure.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.stream.Stream;

import io.workerlifecycle.test.HttpReply;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A whole web application on a port of its own, asked over HTTP.
 */
final class HttpApplication implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private HttpApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static HttpApplication of(Class<?> source, String... arguments) {
		String[] all = Stream.concat(Arrays.stream(arguments),
				Stream.of("--server.port=0", "--management.endpoints.web.exposure.include=*",
						"--management.endpoint.health.show-details=always",
						"--management.endpoint.health.show-components=always"))
			.toArray(String[]::new);
		return new HttpApplication(
				new SpringApplicationBuilder(source, Everything.class).bannerMode(Banner.Mode.OFF).run(all));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	HttpReply get(String path) {
		return send(request(path).GET());
	}

	HttpReply post(String path) {
		return post(path, "{}");
	}

	HttpReply post(String path, String body) {
		return send(request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	HttpReply postAs(String user, String path, String body) {
		return send(request(path).header("Content-Type", "application/json")
			.header(HeaderPrincipalFilter.HEADER, user)
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	@Override
	public void close() {
		this.context.close();
	}

	private HttpRequest.Builder request(String path) {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + path));
	}

	private HttpReply send(HttpRequest.Builder request) {
		try {
			var response = this.client.send(request.build(), BodyHandlers.ofString());
			return new HttpReply(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			throw new AssertionError("No answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted", ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Everything {

	}

}
