package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;
import java.util.Locale;

/**
 * What can be asked of a job through Actuator.
 */
enum JobCommand {

	TRIGGER, PAUSE, RESUME, CANCEL, RESCHEDULE, REMOVE, ADD;

	/**
	 * What may be said besides the action.
	 * @return the names of the parameters
	 */
	List<String> parameters() {
		return switch (this) {
			case RESCHEDULE -> JobRequest.SCHEDULE;
			case REMOVE -> List.of(JobRequest.MODE);
			default -> List.of();
		};
	}

	/**
	 * The action as it is written in a request.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
