package io.workerlifecycle.autoconfigure.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.worker.Worker;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A worker, and a web server whose only request lasts until there is a line of input.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
class WebProgram {

	private static final CountDownLatch FINISH = new CountDownLatch(1);

	public static void main(String[] args) {
		ProcessProgram.obey((line) -> FINISH.countDown());
		new SpringApplicationBuilder(WebProgram.class, ProcessProgram.class).bannerMode(Banner.Mode.OFF).run(args);
	}

	@Bean
	Worker loop() {
		return (context) -> {
			while (context.keepRunning()) {
				context.awaitStop(Duration.ofHours(1));
			}
			System.out.println("The worker has ended");
		};
	}

	@Bean
	ServletRegistrationBean<Slow> slow() {
		return new ServletRegistrationBean<>(new Slow(), "/slow");
	}

	static final class Slow extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			System.out.println("The request begins");
			try {
				FINISH.await();
				answer(response);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		/**
		 * On its way before this returns: Tomcat takes a request for done when its
		 * servlet is, and may close the connection before it has sent what is in the
		 * buffer.
		 */
		private static void answer(HttpServletResponse response) throws IOException {
			byte[] answer = "the whole answer".getBytes(StandardCharsets.UTF_8);
			response.setContentLength(answer.length);
			response.getOutputStream().write(answer);
			response.flushBuffer();
		}

	}

}
