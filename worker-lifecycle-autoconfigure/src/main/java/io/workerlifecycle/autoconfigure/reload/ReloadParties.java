package io.workerlifecycle.autoconfigure.reload;

import java.util.LinkedHashMap;
import java.util.Map;

import io.workerlifecycle.reload.ReloadChange;
import io.workerlifecycle.reload.Reloadable;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * All who have a say in one reload: the parts of the starter and the beans of the
 * application.
 *
 * @param participants the parts of the starter, by bean name, in order
 * @param reloadables the beans, by name, in order
 */
record ReloadParties(Map<String, ReloadParticipant> participants, Map<String, Reloadable> reloadables) {

	static ReloadParties of(ContextBeans beans) {
		return new ReloadParties(beans.of(ReloadParticipant.class), beans.of(Reloadable.class));
	}

	/**
	 * Asks everybody, and changes nothing.
	 * @return what the parts of the starter would do
	 * @throws Exception if somebody refuses
	 */
	Map<String, PreparedReload> ask(ConfigurableEnvironment next, ReloadChange change) throws Exception {
		Map<String, PreparedReload> prepared = new LinkedHashMap<>();
		this.participants.forEach((name, participant) -> prepared.put(name, participant.prepare(next)));
		for (Reloadable reloadable : this.reloadables.values()) {
			reloadable.checkReload(change);
		}
		return prepared;
	}

	/**
	 * Tells everybody: the beans first, since they are the likelier to fail, and what the
	 * parts of the starter would have to take back they need not begin.
	 * @throws Exception if somebody cannot after all
	 */
	void tell(Map<String, PreparedReload> prepared, BothWays change, Compensation done) throws Exception {
		for (Map.Entry<String, Reloadable> entry : this.reloadables.entrySet()) {
			Reloadable reloadable = entry.getValue();
			done.step("bean '" + entry.getKey() + "'", () -> reloadable.onReload(change.forth()),
					() -> reloadable.onReload(change.back()));
		}
		for (Map.Entry<String, PreparedReload> entry : prepared.entrySet()) {
			done.step("'" + entry.getKey() + "'", entry.getValue()::apply, entry.getValue()::undo);
		}
	}

	/**
	 * A change, and what takes it back.
	 *
	 * @param forth from what holds to what shall hold
	 * @param back from that to what held before
	 */
	record BothWays(ReloadChange forth, ReloadChange back) {
	}

}
