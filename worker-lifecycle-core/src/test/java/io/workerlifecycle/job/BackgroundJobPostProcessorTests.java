package io.workerlifecycle.job;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.annotation.AliasFor;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.StringValueResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@Timeout(10)
class BackgroundJobPostProcessorTests {

	private final BackgroundJobPostProcessor processor = new BackgroundJobPostProcessor();

	private final List<JobDeclaration> found = new ArrayList<>();

	private final List<String> advised = new ArrayList<>();

	@Test
	void nameIsMadeOfBeanAndMethod() {
		find(new Plain(), "com.acme.plain_jobs");
		assertThat(this.found).singleElement().satisfies((declaration) -> {
			assertThat(declaration.name()).hasToString("plain-jobs-run");
			assertThat(declaration.attributes().get(JobAttribute.CRON).place())
				.isEqualTo("@BackgroundJob on " + Plain.class.getName() + ".run");
		});
	}

	@Test
	void declarationsWaitForTheReceiverAndLaterOnesPassOn() {
		this.processor.postProcessAfterInitialization(new Plain(), "early");
		this.processor.forwardTo(this.found::add);
		this.processor.postProcessAfterInitialization(new Plain(), "late");
		assertThat(this.found).extracting((declaration) -> declaration.name().toString())
			.containsExactly("early-run", "late-run");
	}

	@Test
	void metaAnnotationIsFollowed() {
		find(new Meta(), "meta");
		assertThat(this.found).singleElement().satisfies((declaration) -> {
			assertThat(declaration.name()).hasToString("every-night");
			assertThat(declaration.attributes().get(JobAttribute.CRON).value()).isEqualTo("0 0 3 * * *");
		});
	}

	@Test
	void placeholdersAreResolved() {
		MockEnvironment environment = new MockEnvironment().withProperty("rate", "15s");
		StringValueResolver resolver = environment::resolveRequiredPlaceholders;
		this.processor.setEmbeddedValueResolver(resolver);
		find(new Placeholders(), "bean");
		assertThat(this.found).singleElement().satisfies((declaration) -> {
			assertThat(declaration.attributes().get(JobAttribute.FIXED_RATE).value()).isEqualTo("15s");
			assertThat(declaration.attributes().get(JobAttribute.ENABLED).value()).isEqualTo("false");
			assertThat(declaration.attributes().get(JobAttribute.ZONE)).isNull();
		});
	}

	@Test
	void adviceOfAJdkProxyRuns() throws Exception {
		ProxyFactory factory = new ProxyFactory(new Proxied());
		factory.setInterfaces(Contract.class);
		callThroughProxy(factory);
		assertThat(this.advised).containsExactly("run", "ran");
	}

	@Test
	void adviceOfAClassProxyRuns() throws Exception {
		ProxyFactory factory = new ProxyFactory(new Proxied());
		factory.setProxyTargetClass(true);
		callThroughProxy(factory);
		assertThat(this.advised).containsExactly("run", "ran");
	}

	private void callThroughProxy(ProxyFactory factory) throws Exception {
		factory.addAdvice((MethodInterceptor) (invocation) -> {
			if (invocation.getMethod().getName().equals("run")) {
				this.advised.add("run");
				Object result = invocation.proceed();
				this.advised.add("ran");
				return result;
			}
			return invocation.proceed();
		});
		find(factory.getProxy(), "bean");
		JobMethod method = this.found.get(0).method();
		method.method().invoke(method.bean());
	}

	@Test
	void methodThatAJdkProxyLacksIsAnError() {
		ProxyFactory factory = new ProxyFactory(new Plain());
		factory.setInterfaces(AutoCloseable.class);
		Object proxy = factory.getProxy();
		assertThatExceptionOfType(InvalidJobException.class).isThrownBy(() -> find(proxy, "bean"))
			.withMessageContaining("Plain.run cannot be a job: the proxy of its bean does not have it")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("spring.aop.proxy-target-class=true"));
	}

	@Test
	void scopedProxyIsLeftOutAndItsTargetIsNot() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			RootBeanDefinition definition = new RootBeanDefinition(Plain.class);
			BeanDefinitionHolder holder = ScopedProxyUtils
				.createScopedProxy(new BeanDefinitionHolder(definition, "reports"), context, true);
			context.registerBeanDefinition(holder.getBeanName(), holder.getBeanDefinition());
			context.getBeanFactory().addBeanPostProcessor(this.processor);
			this.processor.forwardTo(this.found::add);
			context.refresh();
			context.getBean("reports");
			context.getBean("scopedTarget.reports");
		}
		assertThat(this.found).extracting((declaration) -> declaration.name().toString())
			.containsExactly("reports-run");
	}

	@ParameterizedTest
	@MethodSource
	void methodThatCannotBeAJobIsAnErrorThatSaysHow(Object bean, String fact, String action) {
		assertThatExceptionOfType(InvalidJobException.class).isThrownBy(() -> find(bean, "bean"))
			.withMessageStartingWith("The method " + bean.getClass().getName() + ".run cannot be a job: " + fact)
			.satisfies((ex) -> assertThat(ex.getAction()).contains(action));
	}

	static List<Arguments> methodThatCannotBeAJobIsAnErrorThatSaysHow() {
		return List.of(arguments(new PrivateMethod(), "it is private", "Remove 'private'"),
				arguments(new StaticMethod(), "it is static", "Remove 'static'"),
				arguments(new FinalMethod(), "it is final", "Remove 'final'"),
				arguments(new Returning(), "it returns Future", "Return void"),
				arguments(new Parameters(), "it has parameters", "JobContext"),
				arguments(new TwoParameters(), "it has parameters", "JobContext"),
				arguments(new AsyncMethod(), "it is @Async", "Remove @Async"),
				arguments(new AsyncClass(), "it is @Async", "Remove @Async"));
	}

	@Test
	void illegalNameIsAnErrorThatSuggestsALegalOne() {
		assertThatExceptionOfType(InvalidJobException.class).isThrownBy(() -> find(new BadName(), "bean"))
			.withMessageContaining("BadName.run has the name 'nightly report': a name is made of letters")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("'nightly-report'"));
	}

	@Test
	void zoneWithoutCronIsAnError() {
		assertThatExceptionOfType(InvalidJobException.class).isThrownBy(() -> find(new ZoneForRate(), "bean"))
			.withMessageContaining("has the zone 'UTC'")
			.withMessageContaining("a zone is for cron and at only");
	}

	private void find(Object bean, String name) {
		this.processor.forwardTo(this.found::add);
		this.processor.postProcessAfterInitialization(bean, name);
	}

	interface Contract {

		void run();

	}

	static class Plain {

		@BackgroundJob(cron = "-")
		public void run() {
		}

	}

	static class Proxied implements Contract {

		@Override
		@BackgroundJob(cron = "-")
		public void run() {
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@BackgroundJob(cron = "0 0 3 * * *")
	@interface Nightly {

		@AliasFor(annotation = BackgroundJob.class, attribute = "name")
		String value();

	}

	static class Meta {

		@Nightly("every-night")
		void run() {
		}

	}

	static class Placeholders {

		@BackgroundJob(fixedRate = "${rate}", enabled = "${on:false}", zone = "${zone:}")
		void run() {
		}

	}

	static class PrivateMethod {

		@BackgroundJob(cron = "-")
		private void run() {
		}

	}

	static class StaticMethod {

		@BackgroundJob(cron = "-")
		static void run() {
		}

	}

	static class FinalMethod {

		@BackgroundJob(cron = "-")
		final void run() {
		}

	}

	static class Returning {

		@BackgroundJob(cron = "-")
		Future<?> run() {
			return null;
		}

	}

	static class Parameters {

		@BackgroundJob(cron = "-")
		void run(String text) {
		}

	}

	static class TwoParameters {

		@BackgroundJob(cron = "-")
		void run(JobContext context, JobContext again) {
		}

	}

	static class AsyncMethod {

		@Async
		@BackgroundJob(cron = "-")
		void run() {
		}

	}

	@Async
	static class AsyncClass {

		@BackgroundJob(cron = "-")
		void run() {
		}

	}

	static class BadName {

		@BackgroundJob(name = "nightly report", cron = "-")
		void run() {
		}

	}

	static class ZoneForRate {

		@BackgroundJob(fixedRate = "10s", zone = "UTC")
		void run() {
		}

	}

}
