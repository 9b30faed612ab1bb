package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;
import java.util.Map;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * What became of a command.
 */
sealed interface CommandResult {

	/** The status for a command to one that is in no position to obey. */
	int CONFLICT = 409;

	/** The status for a command whose end is not known yet. */
	int ACCEPTED = 202;

	/**
	 * What is answered to whom gave it.
	 * @return the answer, for the web; JMX shows the same
	 */
	WebEndpointResponse<OperationResponseBody> response();

	/**
	 * It is done, or will be.
	 *
	 * @param body what the subject of the command is like now
	 * @param effects what auditors are told besides
	 */
	record Accepted(OperationResponseBody body, Map<String, Object> effects) implements CommandResult {

		Accepted(OperationResponseBody body) {
			this(body, Map.of());
		}

		@Override
		public WebEndpointResponse<OperationResponseBody> response() {
			return new WebEndpointResponse<>(this.body);
		}

	}

	/**
	 * It was given, and has not come to its end yet.
	 *
	 * @param message how its end can be known
	 */
	record UnderWay(String message) implements CommandResult {

		@Override
		public WebEndpointResponse<OperationResponseBody> response() {
			return new WebEndpointResponse<>(RefusalView.because(this.message), ACCEPTED);
		}

	}

	/**
	 * It will not be done.
	 */
	sealed interface Refused extends CommandResult {

		/**
		 * Why not.
		 * @return a sentence or a word for people
		 */
		String reason();

	}

	/**
	 * It was understood and given, and is of no effect, which is no mistake of anybody.
	 *
	 * @param reason why
	 * @param body what the subject of the command is like now
	 */
	record Ineffective(String reason, OperationResponseBody body) implements Refused {

		@Override
		public WebEndpointResponse<OperationResponseBody> response() {
			return new WebEndpointResponse<>(this.body);
		}

	}

	/**
	 * The subject is in no position to do it.
	 */
	record Unfit(String reason) implements Refused {

		@Override
		public WebEndpointResponse<OperationResponseBody> response() {
			return new WebEndpointResponse<>(RefusalView.because(this.reason), CONFLICT);
		}

	}

	/**
	 * What was said besides the action cannot be.
	 */
	record Invalid(String reason) implements Refused {

		@Override
		public WebEndpointResponse<OperationResponseBody> response() {
			return new WebEndpointResponse<>(RefusalView.because(this.reason), WebEndpointResponse.STATUS_BAD_REQUEST);
		}

	}

	/**
	 * There is such an action, but not for the likes of the subject.
	 *
	 * @param kind what the subject is
	 * @param action the action
	 * @param actions those it has
	 */
	record Unsupported(String kind, String action, List<String> actions) implements Refused {

		@Override
		public String reason() {
			return "A " + this.kind + " has no action '" + this.action + "'; there are: "
					+ String.join(", ", this.actions);
		}

		@Override
		public WebEndpointResponse<OperationResponseBody> response() {
			return new WebEndpointResponse<>(new RefusalView(reason(), this.actions),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}

	}

	/**
	 * Nobody is called so.
	 */
	record NoSuchName(String reason) implements Refused {

		@Override
		public WebEndpointResponse<OperationResponseBody> response() {
			return new WebEndpointResponse<>(RefusalView.because(this.reason), WebEndpointResponse.STATUS_NOT_FOUND);
		}

	}

}
