package io.workerlifecycle.autoconfigure.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

/**
 * The signals that the virtual machine hands out, by {@code sun.misc.Signal} of the
 * module {@code jdk.unsupported}. There is no other way to them, and not every virtual
 * machine has it. Each signal comes on a daemon thread of its own, which may have no
 * context class loader.
 */
record JvmSignals(String signalType) implements SignalSource {

	/** One that the virtual machine uses itself, if it uses any. */
	private static final String USED = "HUP";

	private static final String HANDLER_TYPE = "sun.misc.SignalHandler";

	JvmSignals() {
		this("sun.misc.Signal");
	}

	@Override
	public SignalAnswer take(String name, Runnable action) {
		try {
			Class<?> signals = Class.forName(this.signalType);
			Class<?> handlers = Class.forName(HANDLER_TYPE);
			return isDeaf(signals, handlers) ? new SignalAnswer.Refused() : take(signals, handlers, name, action);
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			return new SignalAnswer.Unavailable();
		}
	}

	/**
	 * Under {@code -Xrs} the virtual machine refuses the signals that it uses itself. It
	 * lets others be taken, and never delivers them.
	 */
	private static boolean isDeaf(Class<?> signals, Class<?> handlers) throws ReflectiveOperationException {
		SignalAnswer answer = take(signals, handlers, USED, () -> {
		});
		if (answer instanceof SignalAnswer.Taken taken) {
			taken.giveBack().run();
		}
		return answer instanceof SignalAnswer.Refused;
	}

	private static SignalAnswer take(Class<?> signals, Class<?> handlers, String name, Runnable action)
			throws ReflectiveOperationException {
		Object signal;
		try {
			signal = signals.getConstructor(String.class).newInstance(name);
		}
		catch (InvocationTargetException ex) {
			return new SignalAnswer.Unknown();
		}
		Method handle = signals.getMethod("handle", signals, handlers);
		try {
			Object before = handle.invoke(null, signal, handler(handlers, action));
			boolean ignored = before == handlers.getField("SIG_IGN").get(null);
			return ignored ? new SignalAnswer.IgnoredFromStart()
					: new SignalAnswer.Taken(() -> giveBack(handle, signal, before));
		}
		catch (InvocationTargetException ex) {
			return new SignalAnswer.Refused();
		}
	}

	private static void giveBack(Method handle, Object signal, Object before) {
		try {
			handle.invoke(null, signal, before);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("A signal that was taken cannot be given back", ex);
		}
	}

	private static Object handler(Class<?> handlers, Runnable action) {
		return Proxy.newProxyInstance(JvmSignals.class.getClassLoader(), new Class<?>[] { handlers },
				new Handler(action));
	}

	/**
	 * Implements the one method of the interface, and those that each object has.
	 */
	private record Handler(Runnable action) implements InvocationHandler {

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
			return switch (method.getName()) {
				case "equals" -> arguments != null && proxy == arguments[0];
				case "hashCode" -> System.identityHashCode(proxy);
				case "toString" -> "worker-lifecycle";
				default -> {
					this.action.run();
					yield null;
				}
			};
		}

	}

}
