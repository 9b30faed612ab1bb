package io.workerlifecycle.autoconfigure.actuate;

import java.util.Arrays;
import java.util.List;

import io.workerlifecycle.autoconfigure.worker.LoopWorker;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application that is happy with few libraries.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class LeanApplication {

	/**
	 * Starts, and stops again.
	 * @return the names of all beans
	 */
	public static List<String> beanNames() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LeanApplication.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run("--management.endpoints.web.exposure.include=*", "--management.endpoints.jmx.exposure.include=*")) {
			return Arrays.asList(context.getBeanDefinitionNames());
		}
	}

	@Bean
	LoopWorker loop() {
		return new LoopWorker();
	}

}
