package io.workerlifecycle.job;

import io.workerlifecycle.name.RelaxedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.aop.framework.ProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class NamedMethodTests {

	private static final RelaxedName NAME = RelaxedName.of("nightly");

	@Test
	void methodIsFoundInTheClassAndItsSupertypes() {
		assertThat(find("weekly").method().getDeclaringClass()).isEqualTo(Base.class);
		assertThat(find("nightly").method().getDeclaringClass()).isEqualTo(Reports.class);
		assertThat(find("byDefault").method().getDeclaringClass()).isEqualTo(Defaults.class);
	}

	@Test
	void overloadThatNobodyCanCallDoesNotCount() {
		assertThat(find("nightly").method().getParameterCount()).isZero();
	}

	@Test
	void methodIsCalledThroughTheProxyOfItsBean() {
		ProxyFactory factory = new ProxyFactory(new Reports());
		factory.setProxyTargetClass(true);
		Object proxy = factory.getProxy();
		JobMethod method = new NamedMethod(proxy, "reports", "nightly", "here").find(NAME);
		assertThat(method.bean()).isSameAs(proxy);
		assertThat(method.targetClass()).isEqualTo(Reports.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			nothing  | has no such method                           | Write one of byDefault, nightly, twice, weekly.
			twice    | has 2 methods of this name                   | Give one of them another name.
			hidden   | cannot be a job: it is private               | Remove 'private'.
			valued   | cannot be a job: it returns int              | Return void
			filled   | cannot be a job: it has parameters           | Declare no parameter
			toString | has no such method                           | Write one of
			""")
	void methodThatCannotBeAJobIsAnErrorThatSaysWhereAndHow(String name, String fact, String action) {
		assertThatExceptionOfType(InvalidJobException.class).isThrownBy(() -> find(name))
			.withMessageContaining("Job 'nightly' has the method '" + name + "', from property 'p'")
			.withMessageContaining(fact)
			.satisfies((ex) -> assertThat(ex.getAction()).contains(action));
	}

	@Test
	void beanWithoutAnySuchMethodIsTold() {
		assertThatExceptionOfType(InvalidJobException.class)
			.isThrownBy(() -> new NamedMethod("text", "text", "run", "here").find(NAME))
			.satisfies((ex) -> assertThat(ex.getAction()).isNotEmpty());
	}

	private static JobMethod find(String method) {
		return new NamedMethod(new Reports(), "reports", method, "property 'p'").find(NAME);
	}

	interface Defaults {

		default void byDefault() {
		}

	}

	static class Base {

		void weekly() {
		}

		void nightly() {
		}

	}

	static class Reports extends Base implements Defaults {

		@Override
		void nightly() {
		}

		void nightly(String day) {
		}

		void twice() {
		}

		void twice(JobContext context) {
		}

		@SuppressWarnings("unused")
		private void hidden() {
		}

		int valued() {
			return 1;
		}

		void filled(String day) {
		}

	}

}
