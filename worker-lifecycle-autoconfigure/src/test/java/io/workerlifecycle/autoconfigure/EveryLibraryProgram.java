package io.workerlifecycle.autoconfigure;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/**
 * A program with all that the libraries bring along, a web server too. It ends at once.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class EveryLibraryProgram {

	public static void main(String[] args) {
		new SpringApplicationBuilder(EveryLibraryProgram.class).bannerMode(Banner.Mode.OFF)
			.properties("server.port=0")
			.run(args)
			.close();
	}

}
