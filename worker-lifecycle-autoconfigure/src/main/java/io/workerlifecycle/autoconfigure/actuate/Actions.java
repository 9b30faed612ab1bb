package io.workerlifecycle.autoconfigure.actuate;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The actions that an endpoint takes, by the words for them in requests.
 *
 * @param type the actions, which print as these words
 */
record Actions<A extends Enum<A>>(Class<A> type) {

	@Nullable A find(@Nullable String text) {
		return Arrays.stream(this.type.getEnumConstants())
			.filter((action) -> action.toString().equals(text))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The answer to an action that is none of these, or is missing.
	 */
	WebEndpointResponse<OperationResponseBody> unknown(@Nullable String text) {
		return new WebEndpointResponse<>(RefusalView.unknownAction(text, words()),
				WebEndpointResponse.STATUS_BAD_REQUEST);
	}

	private List<String> words() {
		return Arrays.stream(this.type.getEnumConstants()).map(Enum::toString).toList();
	}

}
