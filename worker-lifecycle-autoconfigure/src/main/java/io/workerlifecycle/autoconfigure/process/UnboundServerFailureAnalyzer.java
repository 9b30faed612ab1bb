package io.workerlifecycle.autoconfigure.process;

import java.net.BindException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains a web server that may not or cannot listen where it should: a port that needs
 * a privilege, or an address that this host does not have. A port that is in use has
 * Spring Boot's own analysis.
 */
final class UnboundServerFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	/** By name, since there may be no web server on the class path. */
	private static final String SERVER_FAILURE = "org.springframework.boot.web.server.WebServerException";

	private final Environment environment;

	UnboundServerFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		String reason = String.valueOf(cause.getMessage());
		boolean ofServer = Stream.iterate(rootFailure, (failure) -> failure != null, Throwable::getCause)
			.anyMatch((failure) -> failure.getClass().getName().equals(SERVER_FAILURE));
		if (!ofServer || reason.contains("in use")) {
			return null;
		}
		return new FailureAnalysis("The web server cannot listen on " + place() + ": " + reason + ".", """
				Set server.address to an address of this host, or remove it; set server.port to one above 1023, \
				or give the process the privilege for those below (CAP_NET_BIND_SERVICE). \
				A management server has its own, management.server.address and management.server.port.""", cause);
	}

	private String place() {
		return "server.address " + this.environment.getProperty("server.address", "*") + ", server.port "
				+ this.environment.getProperty("server.port", "8080");
	}

}
