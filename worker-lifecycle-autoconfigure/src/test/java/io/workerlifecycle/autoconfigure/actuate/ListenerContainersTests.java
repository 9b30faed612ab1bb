package io.workerlifecycle.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;

import io.workerlifecycle.time.VirtualTimeSource;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.WorkerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listener containers beside workers: their names, and what is to be said of them.
 */
@Timeout(10)
@ExtendWith(OutputCaptureExtension.class)
class ListenerContainersTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final FixedWorkers workers = new FixedWorkers();

	private final FixedContainer orders = FixedContainer.kafka("orders");

	private final ListenerContainers containers = containers(this.orders);

	@BeforeEach
	void startContext() {
		this.context.refresh();
	}

	@AfterEach
	void closeContext() {
		this.context.close();
	}

	@Test
	void runningContainerIsUp() {
		assertThat(it().state()).isEqualTo(WorkerState.RUNNING);
		assertThat(it().desired()).isEqualTo(DesiredState.RUNNING);
		assertHealth(Status.UP);
	}

	@Test
	void containerThatItsLibraryKnowsToBeStoppedOnPurposeIsUp() {
		this.orders.running = false;
		this.orders.wanted = false;
		assertThat(it().state()).isEqualTo(WorkerState.STOPPED);
		assertThat(it().desired()).isEqualTo(DesiredState.STOPPED);
		assertHealth(Status.UP);
	}

	@Test
	void containerThatShouldRunAndDoesNotIsDown() {
		this.orders.running = false;
		assertThat(it().desired()).isEqualTo(DesiredState.RUNNING);
		assertHealth(Status.DOWN);
	}

	@Test
	void containerOfWhichOnlyAPartRunsIsDown() {
		this.orders.whole = false;
		assertThat(it().state()).isEqualTo(WorkerState.RUNNING);
		assertHealth(Status.DOWN);
	}

	@Test
	void containerThatWasStoppedHereIsUpWhateverItsLibraryKnows() {
		this.containers.tell(this.orders, DesiredState.STOPPED);
		this.orders.running = false;
		assertHealth(Status.UP);
	}

	@Test
	void containerThatWasStartedHereAndDoesNotRunIsDown() {
		this.orders.wanted = false;
		this.orders.running = false;
		this.containers.tell(this.orders, DesiredState.RUNNING);
		this.containers.ended(this.orders);
		assertHealth(Status.DOWN);
	}

	@Test
	void containerThatIsBusyWithItsStartIsNoFault() {
		this.orders.running = false;
		this.containers.tell(this.orders, DesiredState.RUNNING);
		assertHealth(Status.UP);
	}

	@Test
	void whatBecomesOfAContainerThatWasStartedHereIsKnownToItsLibrary() {
		this.containers.tell(this.orders, DesiredState.RUNNING);
		this.containers.ended(this.orders);
		this.orders.running = false;
		this.orders.wanted = false;
		assertHealth(Status.UP);
	}

	@Test
	void noContainerHasToRunWhenTheApplicationEnds() {
		this.orders.wanted = false;
		this.orders.running = false;
		this.containers.tell(this.orders, DesiredState.RUNNING);
		this.containers.ended(this.orders);
		this.context.close();
		assertHealth(Status.UP);
	}

	@Test
	void nameIsTheLegalPartOfTheId() {
		assertThat(names(FixedContainer.kafka("org.springframework.kafka.KafkaListenerEndpointContainer#0")))
			.containsExactly("KafkaListenerEndpointContainer-0");
	}

	@Test
	void containerWithoutALegalNameIsCalledAfterItsKind() {
		assertThat(names(FixedContainer.jms("_"))).containsExactly("jms-listener");
	}

	@Test
	void workerKeepsItsNameAndAWarningTells(CapturedOutput output) {
		this.workers.set(new SnapshotBuilder("Orders").build());
		assertThat(names(this.orders)).containsExactly("orders-kafka-listener");
		assertThat(output)
			.contains("Listener container 'orders' is shown as 'orders-kafka-listener', since 'orders' is the name");
	}

	@Test
	void warningAboutANameComesOnce(CapturedOutput output) {
		this.workers.set(new SnapshotBuilder("orders").build());
		this.containers.list();
		int before = output.getAll().length();
		this.containers.list();
		assertThat(output.getAll().substring(before)).doesNotContain("is shown as");
	}

	@Test
	void containersOfTheSameIdAreAllThere() {
		assertThat(names(this.orders, FixedContainer.jms("orders"), FixedContainer.jms("orders")))
			.containsExactly("orders", "orders-jms-listener", "orders-jms-listener-2");
	}

	@Test
	void containerIsFoundByItsRelaxedName() {
		assertThat(this.containers.find("OR-DERS")).isNotNull();
		assertThat(this.containers.find("nobody")).isNull();
	}

	private ListenerSnapshot it() {
		return this.containers.list().get(0);
	}

	private List<String> names(FixedContainer... all) {
		return containers(all).list().stream().map(ListenerSnapshot::name).toList();
	}

	private ListenerContainers containers(FixedContainer... all) {
		return new ListenerContainers(List.of(() -> List.of(all)), this.workers,
				new ContainerBeans(this.context)::areStarted);
	}

	private void assertHealth(Status status) {
		Health health = new WorkersHealthIndicator(this.workers, new FixedFlows().lookup(), this.containers,
				new VirtualTimeSource(Instant.EPOCH))
			.health();
		assertThat(health.getStatus()).isEqualTo(status);
		assertThat(health.getDetails()).extractingByKey("orders").hasToString(detail(status));
	}

	private String detail(Status status) {
		return "{status=" + status.getCode() + ", kind=kafka-listener, state=" + it().state() + ", desired="
				+ it().desired() + "}";
	}

}
