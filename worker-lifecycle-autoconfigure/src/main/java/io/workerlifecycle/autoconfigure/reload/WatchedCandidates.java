package io.workerlifecycle.autoconfigure.reload;

import java.util.Set;

import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.Reloads;

/**
 * Watches what an application reads.
 */
record WatchedCandidates(PropertyCandidates candidates, Reloads reloads) implements FileWatch.Watched {

	@Override
	public Set<ConfigPlace> places() {
		return this.candidates.places();
	}

	@Override
	public void discover() {
		haveChanged();
	}

	/** Files that cannot be read have changed: they could be at the start. */
	@Override
	public boolean haveChanged() {
		try {
			return !this.candidates.read(this.candidates.resources()).changedNames().isEmpty();
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

	@Override
	public void reload() {
		var unused = this.reloads.request(ReloadCause.WATCH);
	}

}
