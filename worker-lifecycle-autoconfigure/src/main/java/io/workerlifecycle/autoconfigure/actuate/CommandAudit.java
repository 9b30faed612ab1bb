package io.workerlifecycle.autoconfigure.actuate;

import java.security.Principal;
import java.util.Map;

import io.workerlifecycle.time.TimeSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells the auditors of the application who commanded what, of a worker, a job or the
 * whole, and what became of it. An auditor that throws is logged; the command has been
 * given by then.
 */
final class CommandAudit {

	/** Who it was where nobody is known, as Spring Security calls them. */
	static final String NOBODY = "anonymousUser";

	private static final Log logger = LogFactory.getLog(CommandAudit.class);

	private final ApplicationEventPublisher publisher;

	private final TimeSource time;

	CommandAudit(ApplicationEventPublisher publisher, TimeSource time) {
		this.publisher = publisher;
		this.time = time;
	}

	void tell(@Nullable Principal principal, Command command, CommandResult result) {
		String who = (principal != null && principal.getName() != null) ? principal.getName() : NOBODY;
		try {
			this.publisher.publishEvent(event(who, command.type(), data(command, result)));
		}
		catch (RuntimeException ex) {
			logger.error("An auditor failed on " + command + " by '" + who + "'", ex);
		}
	}

	// Boot's map has values that may be null, which the compiler of JDK 25 sees in its
	// class file and that of JDK 17 does not: no type satisfies both.
	@SuppressWarnings("NullAway")
	private AuditApplicationEvent event(String who, String type, Map<String, Object> data) {
		return new AuditApplicationEvent(this.time.now(), who, type, data);
	}

	private static Map<String, Object> data(Command command, CommandResult result) {
		Map<String, Object> data = command.data();
		if (result instanceof CommandResult.Refused refused) {
			data.put("outcome", "refused");
			data.put("reason", refused.reason());
		}
		if (result instanceof CommandResult.UnderWay) {
			data.put("outcome", "accepted");
		}
		if (result instanceof CommandResult.Accepted accepted) {
			data.put("outcome", "accepted");
			data.putAll(accepted.effects());
		}
		return data;
	}

}
