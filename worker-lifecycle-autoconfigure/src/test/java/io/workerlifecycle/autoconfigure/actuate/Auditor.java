package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An auditor that remembers what it was told.
 */
final class Auditor implements ApplicationListener<AuditApplicationEvent> {

	final List<AuditEvent> events = new CopyOnWriteArrayList<>();

	@Override
	public void onApplicationEvent(AuditApplicationEvent event) {
		this.events.add(event.getAuditEvent());
	}

	AuditEvent single() {
		assertThat(this.events).hasSize(1);
		return this.events.get(0);
	}

}
