package io.workerlifecycle.autoconfigure.reload;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.util.StringUtils;

/**
 * Says why a configuration cannot be, in the words in which Spring Boot would say it at
 * start.
 */
final class RefusalReason {

	private static final Log logger = LogFactory.getLog(RefusalReason.class);

	private static final Pattern POSITION = Pattern.compile("\\s*in 'reader', line (\\d+), column (\\d+):");

	private static final Pattern BLANK_LINES = Pattern.compile("\\R\\s*\\R");

	private final ConfigurableApplicationContext context;

	RefusalReason(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Why somebody refused. */
	String of(Throwable failure) {
		if (failure instanceof FailureAnalyzedException own) {
			return text(own.analysis());
		}
		for (FailureAnalyzer analyzer : analyzers()) {
			FailureAnalysis analysis = analyze(analyzer, failure);
			if (analysis != null) {
				return text(analysis);
			}
		}
		return plain(failure);
	}

	/**
	 * Why files could not be read. Which one it is, the parsers do not say.
	 * @param asked the files, the broken one among them
	 */
	String of(Throwable failure, List<Resource> asked) {
		for (Resource resource : asked) {
			Throwable own = failureOf(resource);
			if (own != null) {
				return "Cannot read " + resource.getDescription() + ": " + withoutContent(plain(own));
			}
		}
		return of(failure);
	}

	private @Nullable Throwable failureOf(Resource resource) {
		String name = String.valueOf(resource.getFilename());
		for (PropertySourceLoader loader : loaders()) {
			for (String extension : loader.getFileExtensions()) {
				if (name.endsWith("." + extension) && resource.isReadable()) {
					return failureOf(loader, resource);
				}
			}
		}
		return null;
	}

	private static @Nullable Throwable failureOf(PropertySourceLoader loader, Resource resource) {
		try {
			loader.load("check", resource);
			return null;
		}
		catch (IOException | RuntimeException ex) {
			return ex;
		}
	}

	private List<PropertySourceLoader> loaders() {
		return SpringFactoriesLoader.forDefaultResourceLocation(this.context.getClassLoader())
			.load(PropertySourceLoader.class);
	}

	private List<FailureAnalyzer> analyzers() {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, this.context.getBeanFactory())
			.and(Environment.class, this.context.getEnvironment());
		return SpringFactoriesLoader.forDefaultResourceLocation(this.context.getClassLoader())
			.load(FailureAnalyzer.class, arguments, FailureHandler.logging(logger));
	}

	private static @Nullable FailureAnalysis analyze(FailureAnalyzer analyzer, Throwable failure) {
		try {
			return analyzer.analyze(failure);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug(analyzer + " failed", ex);
			return null;
		}
	}

	private static String text(FailureAnalysis analysis) {
		String description = analysis.getDescription();
		String action = analysis.getAction();
		String all = StringUtils.hasText(action) ? description.strip() + "\n" + action.strip() : description.strip();
		return BLANK_LINES.matcher(all).replaceAll("\n");
	}

	/** A parser quotes the lines around, and a secret may be in them. */
	private static String withoutContent(String message) {
		String told = message.lines().filter((line) -> !line.startsWith("    ")).collect(Collectors.joining("\n"));
		return POSITION.matcher(told).replaceAll(", line $1, column $2");
	}

	private static String plain(Throwable failure) {
		String message = failure.getMessage();
		return StringUtils.hasText(message) ? message.strip() : failure.getClass().getName();
	}

}
