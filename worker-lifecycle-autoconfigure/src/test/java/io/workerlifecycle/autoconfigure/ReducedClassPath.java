package io.workerlifecycle.autoconfigure;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The class path of the tests without some libraries. What runs there sees classes of its
 * own, so only types of the JDK go in and out.
 *
 * @param jars a pattern for the file names of what is missing
 */
public record ReducedClassPath(String jars) {

	/**
	 * Calls a static method without parameters.
	 * @param type a public class
	 * @param method the name of a public method
	 * @return what it returns
	 */
	@SuppressWarnings("unchecked")
	public List<String> call(Class<?> type, String method) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			Method called = loader.loadClass(type.getName()).getMethod(method);
			return (List<String>) called.invoke(null);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private URL[] urls() throws MalformedURLException {
		Pattern missing = Pattern.compile(this.jars);
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			if (!missing.matcher(path.getFileName().toString()).matches()) {
				urls.add(path.toUri().toURL());
			}
		}
		return urls.toArray(URL[]::new);
	}

}
