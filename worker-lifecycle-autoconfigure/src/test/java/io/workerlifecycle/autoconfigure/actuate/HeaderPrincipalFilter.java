package io.workerlifecycle.autoconfigure.actuate;

import java.io.IOException;
import java.security.Principal;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Takes the word of a header for who sends a request.
 */
final class HeaderPrincipalFilter implements Filter {

	static final String HEADER = "X-Test-User";

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		String user = http.getHeader(HEADER);
		chain.doFilter((user != null) ? as(() -> user, http) : http, response);
	}

	private static HttpServletRequest as(Principal principal, HttpServletRequest request) {
		return new HttpServletRequestWrapper(request) {
			@Override
			public Principal getUserPrincipal() {
				return principal;
			}
		};
	}

}
