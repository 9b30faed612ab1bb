package io.workerlifecycle.autoconfigure.reload;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.Reloadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reloads where Spring Cloud is on the class path.
 */
@Timeout(120)
class WithCloudReloadTests {

	private static final String BEFORE = "shop: { label: one, gone: here }\n";

	@TempDir
	Path directory;

	@Test
	void refreshScopeAndSetterBeansHaveTheNewValues() {
		try (Reloading application = start()) {
			Shop shop = application.bean(Shop.class);
			application.apply("shop.label: two\nworker-lifecycle.jobs.tick.cron: '-'\n");
			assertThat(shop.getLabel()).isEqualTo("two");
			assertThat(shop.getGone()).isNull();
			assertThat(application.bean(Sign.class).text()).isEqualTo("two");
			assertThat(application.bean(BackgroundJobs.class).find("tick").orElseThrow().enabled()).isFalse();
			assertThat(application.bean(Events.class).names).contains("shop.label");
		}
	}

	@Test
	void refusalBeforeAnythingIsAppliedDoesNotReachThem() {
		try (Reloading application = start()) {
			application.refusal("shop.label: two\nworker-lifecycle.jobs.tack.cron: '-'\n");
			assertThat(application.bean(Events.class).names).isEmpty();
			assertThat(application.bean(Shop.class).getLabel()).isEqualTo("one");
		}
	}

	@Test
	void refusalAfterTheRefreshLetsThemGoBack() {
		try (Reloading application = start()) {
			assertThat(application.refusal("shop: { label: two, refuse: yes }\n")).isEqualTo("not this one");
			assertThat(application.bean(Shop.class).getLabel()).isEqualTo("one");
			assertThat(application.bean(Shop.class).getGone()).isEqualTo("here");
			assertThat(application.bean(Sign.class).text()).isEqualTo("one");
			assertThat(application.property("shop.label")).isEqualTo("one");
			assertThat(application.reload(BEFORE).outcome()).isEqualTo(ReloadOutcome.UNCHANGED);
		}
	}

	private Reloading start() {
		return Reloading.start(this.directory, BEFORE, Shops.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Shop.class)
	static class Shops {

		@Bean
		@RefreshScope
		Sign sign(Environment environment) {
			return new Sign(environment.getProperty("shop.label"));
		}

		@Bean
		Events events() {
			return new Events();
		}

		@Bean
		Reloadable refusing() {
			return (change) -> {
				if (change.bind("shop", Shop.class).getRefuse() != null) {
					throw new IllegalStateException("not this one");
				}
			};
		}

	}

	static class Events {

		final List<String> names = new CopyOnWriteArrayList<>();

		@BackgroundJob(name = "tick", cron = "0 0 3 * * *", zone = "Z")
		void tick() {
		}

		@EventListener
		void changed(EnvironmentChangeEvent event) {
			this.names.addAll(event.getKeys());
		}

	}

	static class Sign {

		private final String text;

		Sign() {
			this("");
		}

		Sign(String text) {
			this.text = text;
		}

		String text() {
			return this.text;
		}

	}

	@ConfigurationProperties("shop")
	public static class Shop {

		private String label;

		private String gone;

		private String refuse;

		public String getLabel() {
			return this.label;
		}

		public void setLabel(String label) {
			this.label = label;
		}

		public String getGone() {
			return this.gone;
		}

		public void setGone(String gone) {
			this.gone = gone;
		}

		public String getRefuse() {
			return this.refuse;
		}

		public void setRefuse(String refuse) {
			this.refuse = refuse;
		}

	}

}
