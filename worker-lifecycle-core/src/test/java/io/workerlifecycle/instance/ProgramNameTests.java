package io.workerlifecycle.instance;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class ProgramNameTests {

	@ParameterizedTest
	@CsvSource({ "-jar /opt/orders/orders-1.0.jar --password=x, orders-1.0.jar",
			"-Dtoken=x -Xmx1g -cp /a/b.jar:/secret --add-opens java.base/java.lang=ALL-UNNAMED acme.Orders key, acme.Orders",
			"-p /mods -m acme.orders/acme.Main --secret=x, acme.Main", "--module acme.orders, acme.orders" })
	void javaProgramIsItsJarModuleOrMainClassAndNeverAnArgument(String arguments, String name) {
		assertThat(java(arguments.split(" "))).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "@/opt/arguments", "-Dpassword=x", "-jar", "-cp", "-jar \u001b[31mred", "a;b", "a,b",
			"-jar /opt/orders(1).jar" })
	void whatIsNoNameIsNotShown(String arguments) {
		assertThat(java(arguments.split(" "))).isNull();
	}

	@Test
	void nameThatIsFarTooLongIsNotShown() {
		assertThat(java("a".repeat(101))).isNull();
	}

	@Test
	void javaWithoutVisibleArgumentsTellsNothing() {
		assertThat(new ProgramName("/usr/bin/java", null).text()).isNull();
		assertThat(new ProgramName(null, null).text()).isNull();
	}

	@Test
	void otherProgramIsItsFile() {
		assertThat(new ProgramName("/opt/orders/orders", List.of("--password=x")).text()).isEqualTo("orders");
		assertThat(new ProgramName("C:\\orders\\orders.exe", null).text()).isEqualTo("orders.exe");
	}

	private static String java(String... arguments) {
		return new ProgramName("/usr/lib/jvm/bin/java", List.of(arguments)).text();
	}

}
