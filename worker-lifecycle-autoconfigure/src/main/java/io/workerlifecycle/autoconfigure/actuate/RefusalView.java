package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why an endpoint did not do what it was asked for.
 *
 * @param message what is wrong, in words for people
 * @param actions the actions there are, or {@code null} where the action was one
 */
record RefusalView(String message,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> actions) implements OperationResponseBody {

	static RefusalView because(String reason) {
		return new RefusalView(reason, null);
	}

	static RefusalView unknownAction(@Nullable String action, List<String> actions) {
		String said = (action != null) ? "There is no action '" + action + "'" : "The action is missing";
		return new RefusalView(said + "; there are: " + String.join(", ", actions), actions);
	}

}
