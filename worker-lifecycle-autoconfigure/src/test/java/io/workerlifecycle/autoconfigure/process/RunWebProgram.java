package io.workerlifecycle.autoconfigure.process;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The same with a web server.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(RunProgram.class)
class RunWebProgram {

	public static void main(String[] args) {
		new SpringApplicationBuilder(RunWebProgram.class).bannerMode(Banner.Mode.OFF).run(args);
	}

}
