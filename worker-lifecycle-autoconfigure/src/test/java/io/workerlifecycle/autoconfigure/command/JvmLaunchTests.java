package io.workerlifecycle.autoconfigure.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class JvmLaunchTests {

	@Test
	void jarIsStartedAsAJar() {
		assertThat(program("/opt/my apps/orders.jar --server.port=0", "/opt/my apps/orders.jar"))
			.containsExactly("-jar", "/opt/my apps/orders.jar");
		assertThat(program("orders.jar", "orders.jar")).containsExactly("-jar", "orders.jar");
	}

	@Test
	void mainClassIsStartedOnItsClassPath() {
		assertThat(program("com.example.Orders --server.port=0", "a.jar:b.jar")).containsExactly("-cp", "a.jar:b.jar",
				"com.example.Orders");
	}

	@Test
	void moduleIsStartedAsAModule() {
		Properties system = system("orders/com.example.Orders x", "");
		system.setProperty("jdk.module.main", "orders");
		assertThat(JvmLaunch.program(system)).containsExactly("-m", "orders/com.example.Orders");
	}

	@Test
	void optionsAreKeptButTheDebuggers() {
		JvmLaunch launch = new JvmLaunch("java", List.of("-Xmx1g", "-agentlib:jdwp=server=y", "-javaagent:otel.jar"),
				List.of("-jar", "orders.jar"));
		assertThat(launch.command(List.of("--a=b"))).containsExactly("java", "-Xmx1g", "-javaagent:otel.jar", "-jar",
				"orders.jar", "--a=b");
		assertThat(launch.leftOut()).containsExactly("-agentlib:jdwp=server=y");
	}

	@Test
	void variablesOfTheSupervisorAndOfOptionsAreNotHandedOn() {
		Map<String, String> environment = new HashMap<>(
				Map.of("NOTIFY_SOCKET", "/run/notify", "JAVA_TOOL_OPTIONS", "-Dx=1", "PATH", "/bin"));
		JvmLaunch.clean(environment);
		assertThat(environment).containsOnlyKeys("PATH");
	}

	private static List<String> program(String command, String classPath) {
		return JvmLaunch.program(system(command, classPath));
	}

	private static Properties system(String command, String classPath) {
		Properties system = new Properties();
		system.setProperty("sun.java.command", command);
		system.setProperty("java.class.path", classPath);
		return system;
	}

}
