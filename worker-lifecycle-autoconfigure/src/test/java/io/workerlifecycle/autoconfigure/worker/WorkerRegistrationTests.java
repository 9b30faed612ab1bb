package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerLifecycle;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class WorkerRegistrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class, LifecycleAutoConfiguration.class));

	@Test
	void everyWorkerBeanRunsUnderTheNameOfItsBean() {
		this.runner.withBean("orderReader", LoopWorker.class)
			.withBean("orderWriter", LoopWorker.class)
			.run((context) -> {
				Workers workers = context.getBean(Workers.class);
				assertThat(workers.list()).extracting(WorkerSnapshot::name)
					.containsExactly("orderReader", "orderWriter");
				awaitRunning(workers, "orderReader");
				awaitRunning(workers, "orderWriter");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers", "workerSupervisor", "backgroundJobs", "timeSource" })
	void beanOfTheUserMayHaveAnyOrdinaryName(String name) {
		this.runner.withBean(name, StringBuilder.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void contextWithoutWorkersStarts() {
		this.runner.run((context) -> assertThat(context.getBean(Workers.class).list()).isEmpty());
	}

	@Test
	void annotationOnTheClassNamesTheWorker() {
		this.runner.withBean("someBean", NamedWorker.class)
			.run((context) -> assertThat(context.getBean(Workers.class).list()).extracting(WorkerSnapshot::name)
				.containsExactly("named-by-class"));
	}

	@Test
	void annotationOnTheBeanMethodNamesTheWorker() {
		this.runner.withUserConfiguration(AnnotatedMethod.class)
			.run((context) -> assertThat(context.getBean(Workers.class).list()).extracting(WorkerSnapshot::name)
				.containsExactly("named-by-method"));
	}

	@ParameterizedTest
	@CsvSource({ "com.example.orderReader, orderReader", "com.example.Outer$Reader, Outer-Reader",
			"order_reader, order-reader" })
	void beanNameBecomesLegal(String beanName, String name) {
		this.runner.withBean(beanName, LoopWorker.class)
			.run((context) -> assertThat(context.getBean(Workers.class).list()).extracting(WorkerSnapshot::name)
				.containsExactly(name));
	}

	@Test
	void workersAreFoundByTheirRelaxedNames() {
		this.runner.withBean("orderReader", LoopWorker.class)
			.run((context) -> assertThat(context.getBean(Workers.class).find("order-READER")).isPresent());
	}

	@Test
	void lazyInitializationStillStartsWorkers() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(OneWorker.class)
			.web(WebApplicationType.NONE)
			.run("--spring.main.lazy-initialization=true")) {
			assertThat(context.getBeanFactory().getBeanDefinition("loop").isLazyInit()).isTrue();
			awaitRunning(context.getBean(Workers.class), "loop");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void workerBehindAProxyRunsThroughIt(boolean proxyTargetClass) {
		AtomicInteger advised = new AtomicInteger();
		this.runner.withBean("someBean", NamedWorker.class)
			.withBean(BeanPostProcessor.class, () -> new Proxying(proxyTargetClass, advised))
			.run((context) -> {
				assertThat(AopUtils.isAopProxy(context.getBean("someBean"))).isTrue();
				awaitRunning(context.getBean(Workers.class), "named-by-class");
				assertThat(advised).hasPositiveValue();
			});
	}

	@Test
	void prototypeBeansAreNoWorkers() {
		this.runner.withUserConfiguration(PrototypeWorker.class).run((context) -> {
			assertThat(context.getBean("each")).isInstanceOf(Worker.class);
			assertThat(context.getBean(Workers.class).list()).isEmpty();
		});
	}

	@Test
	void workerOfAFactoryBeanRuns() {
		this.runner.withBean("made", WorkerFactory.class)
			.run((context) -> awaitRunning(context.getBean(Workers.class), "made"));
	}

	@Test
	void lifecycleIsASingletonNamedAfterTheWorker() {
		this.runner.withBean("someBean", NamedWorker.class)
			.run((context) -> assertThat(context.getBean("workerLifecycle.named-by-class"))
				.isInstanceOf(WorkerLifecycle.class));
	}

	@Test
	void lifecycleDependsOnTheBeanOfItsWorker() {
		this.runner.withBean("loop", LoopWorker.class)
			.run((context) -> assertThat(context.getBeanFactory().getDependentBeans("loop"))
				.contains("workerLifecycle.loop"));
	}

	static void awaitRunning(Workers workers, String name) {
		await().untilAsserted(
				() -> assertThat(workers.find(name)).map(WorkerSnapshot::state).contains(WorkerState.RUNNING));
	}

	@BackgroundWorker(name = "named-by-class")
	static class NamedWorker extends LoopWorker {

	}

	record Proxying(boolean targetClass, AtomicInteger advised) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof Worker)) {
				return bean;
			}
			ProxyFactory factory = new ProxyFactory(bean);
			factory.setProxyTargetClass(this.targetClass);
			factory.addAdvice((MethodInterceptor) (invocation) -> {
				this.advised.incrementAndGet();
				return invocation.proceed();
			});
			return factory.getProxy();
		}

	}

	static class WorkerFactory implements FactoryBean<Worker> {

		private final LoopWorker worker = new LoopWorker();

		@Override
		public Worker getObject() {
			return this.worker;
		}

		@Override
		public Class<?> getObjectType() {
			return Worker.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ProcessAutoConfiguration.class, WorkerAutoConfiguration.class })
	static class OneWorker {

		@Bean
		LoopWorker loop() {
			return new LoopWorker();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnnotatedMethod {

		@Bean
		@BackgroundWorker(name = "named-by-method")
		Worker someBean() {
			return (WorkerContext context) -> context.awaitStop(Duration.ofHours(1));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeWorker {

		@Bean
		@Scope("prototype")
		LoopWorker each() {
			return new LoopWorker();
		}

	}

}
