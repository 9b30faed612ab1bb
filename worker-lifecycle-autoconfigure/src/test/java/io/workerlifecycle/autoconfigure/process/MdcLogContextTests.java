package io.workerlifecycle.autoconfigure.process;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class MdcLogContextTests {

	private final MdcLogContext context = new MdcLogContext();

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@Test
	void markIsThereDuringTheActionAndGoneAfterIt() {
		assertThat(this.context.call("worker", "orders", () -> MDC.get("worker"))).isEqualTo("orders");
		assertThat(MDC.get("worker")).isNull();
	}

	@Test
	void markThatWasThereBeforeIsPutBack() {
		MDC.put("worker", "outer");
		this.context.run("worker", "inner", () -> assertThat(MDC.get("worker")).isEqualTo("inner"));
		assertThat(MDC.get("worker")).isEqualTo("outer");
	}

	@Test
	void markIsGoneAfterAnActionThatThrows() {
		assertThatIllegalStateException().isThrownBy(() -> this.context.run("worker", "orders", () -> {
			throw new IllegalStateException("the action's own fault");
		})).withMessage("the action's own fault");
		assertThat(MDC.get("worker")).isNull();
	}

	@Test
	void otherMarksAreLeftAlone() {
		MDC.put("user", "ada");
		this.context.run("worker", "orders", () -> assertThat(MDC.get("user")).isEqualTo("ada"));
		assertThat(MDC.get("user")).isEqualTo("ada");
	}

}
