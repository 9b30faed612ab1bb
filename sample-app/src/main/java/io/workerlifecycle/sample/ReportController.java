package io.workerlifecycle.sample;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the report, as JSON and as a page.
 */
@RestController
class ReportController {

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	// The page has no script: whatever a file is called, nothing may run.
	private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

	private final Reporter reporter;

	ReportController(Reporter reporter) {
		this.reporter = reporter;
	}

	@GetMapping("/report")
	Report report() {
		return this.reporter.report();
	}

	@GetMapping("/")
	ResponseEntity<String> page() {
		return ResponseEntity.ok()
			.contentType(HTML)
			.header("Content-Security-Policy", POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.header("Cache-Control", "no-store")
			.body(new ReportPage(this.reporter.report()).html());
	}

}
