package io.workerlifecycle.autoconfigure.reload;

import java.util.Set;

/**
 * Makes of configuration files what may come to hold. For use on the thread of the
 * reload.
 *
 * @param files the files
 */
record PropertyCandidates(ConfigFiles files) {

	AskedResources resources() {
		return this.files.resources();
	}

	/** Where the files are. */
	Set<ConfigPlace> places() {
		return this.files.places();
	}

	/**
	 * Reads the files, and changes nothing.
	 * @throws RuntimeException if they cannot be read
	 */
	Candidate read(AskedResources resources) {
		ConfigData data = this.files.read(resources);
		return new Candidate(data, Candidate.Properties.of(this.files.under(this.files.held())),
				Candidate.Properties.of(this.files.under(data)));
	}

	/**
	 * Remembers how the environment of the application is.
	 * @return what is to be done to let it be so again
	 */
	Runnable mark() {
		return this.files.mark();
	}

	/** Lets the environment of the application have what files say. */
	void take(Candidate candidate) {
		this.files.take(candidate.data());
	}

}
