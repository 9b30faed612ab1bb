package io.workerlifecycle.autoconfigure.actuate;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;

import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells the auditors of the application who commanded what of a worker, and what became
 * of it. An auditor that throws is logged; the command has been given by then.
 */
final class WorkerAudit {

	/** Who it was where nobody is known, as Spring Security calls them. */
	static final String NOBODY = "anonymousUser";

	private static final Log logger = LogFactory.getLog(WorkerAudit.class);

	private final ApplicationEventPublisher publisher;

	private final TimeSource time;

	WorkerAudit(ApplicationEventPublisher publisher, TimeSource time) {
		this.publisher = publisher;
		this.time = time;
	}

	void tell(@Nullable Principal principal, WorkerAction action, String name, CommandResult result) {
		String who = (principal != null && principal.getName() != null) ? principal.getName() : NOBODY;
		String type = "WORKER_" + action.name();
		try {
			this.publisher.publishEvent(event(who, type, data(action, name, result)));
		}
		catch (RuntimeException ex) {
			logger.error("An auditor failed on " + type + " of worker '" + name + "' by '" + who + "'", ex);
		}
	}

	// Boot's map has values that may be null, which the compiler of JDK 25 sees in its
	// class file and that of JDK 17 does not: no type satisfies both.
	@SuppressWarnings("NullAway")
	private AuditApplicationEvent event(String who, String type, Map<String, Object> data) {
		return new AuditApplicationEvent(this.time.now(), who, type, data);
	}

	private static Map<String, Object> data(WorkerAction action, String name, CommandResult result) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("worker", name);
		data.put("action", action.toString());
		if (result instanceof CommandResult.Refused refused) {
			data.put("outcome", "refused");
			data.put("reason", refused.reason());
		}
		else {
			data.put("outcome", "accepted");
		}
		return data;
	}

}
