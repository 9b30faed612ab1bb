package io.workerlifecycle.autoconfigure.reload;

import java.util.List;
import java.util.Map;

import io.workerlifecycle.reload.ChangedProperty;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.io.Resource;

/**
 * What people are told of a reload: nothing that must stay secret.
 *
 * @param mask hides values
 * @param reasons finds the words for a refusal
 */
record SafeText(PropertyMask mask, RefusalReason reasons) {

	private static final int SHORT = 3;

	List<ChangedProperty> changes(Candidate candidate) {
		return candidate.changes(this.mask);
	}

	String reason(Throwable failure, List<Resource> asked) {
		return this.reasons.of(failure, asked);
	}

	/** The text may quote the value that somebody does not like. */
	String reason(Throwable failure, Candidate candidate) {
		String text = this.reasons.of(failure);
		for (Candidate.Properties properties : List.of(candidate.next(), candidate.before())) {
			for (Map.Entry<ConfigurationPropertyName, EffectiveProperties.Value> entry : properties.values()
				.values()
				.entrySet()) {
				text = without(text, entry.getKey().toString(), entry.getValue());
			}
		}
		return text;
	}

	private String without(String text, String name, EffectiveProperties.Value value) {
		String raw = value.text();
		if (raw.isBlank() || !text.contains(raw)) {
			return text;
		}
		String masked = this.mask.mask(name, raw, value.source());
		if (masked.equals(raw)) {
			return text;
		}
		// A short one may be part of any word.
		return (raw.length() > SHORT) ? text.replace(raw, masked)
				: text.replace('"' + raw + '"', '"' + masked + '"').replace("'" + raw + "'", "'" + masked + "'");
	}

}
