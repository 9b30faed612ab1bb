package io.workerlifecycle.sample;

/**
 * Takes what a walk finds.
 */
interface FindingTaker {

	/**
	 * Takes a finding, and may wait until there is room.
	 * @param finding what was found
	 * @return false when something was not taken, because the walk has to end
	 */
	boolean take(Finding finding);

	/**
	 * Whether the walk is to go on. Asked often, also where nothing is found.
	 * @return false once it has to end
	 */
	boolean wantsMore();

}
