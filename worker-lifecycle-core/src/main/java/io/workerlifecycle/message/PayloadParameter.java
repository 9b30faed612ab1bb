package io.workerlifecycle.message;

import java.lang.reflect.Type;

import io.workerlifecycle.worker.WorkerContext;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.util.ClassUtils;

/**
 * Tells Spring's converters the whole type of a payload. They know it from parameters of
 * methods alone, and the type of a lambda is in none.
 *
 * @see org.springframework.messaging.converter.SmartMessageConverter
 */
final class PayloadParameter extends MethodParameter {

	private final ResolvableType type;

	PayloadParameter(ResolvableType type) {
		super(ClassUtils.getMethod(MessageWorker.class, "process", Message.class, WorkerContext.class), 0);
		this.type = type;
	}

	@Override
	public Class<?> getParameterType() {
		return this.type.toClass();
	}

	@Override
	public Type getGenericParameterType() {
		return this.type.getType();
	}

	@Override
	public Class<?> getNestedParameterType() {
		return getParameterType();
	}

	@Override
	public Type getNestedGenericParameterType() {
		return getGenericParameterType();
	}

	/** There is nothing that it could be nested in. */
	@Override
	public MethodParameter nestedIfOptional() {
		return this;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return super.equals(other) && other instanceof PayloadParameter parameter && this.type.equals(parameter.type);
	}

	@Override
	public int hashCode() {
		return this.type.hashCode();
	}

}
