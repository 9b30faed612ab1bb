package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import io.workerlifecycle.message.BatchWorker;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerHooks;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.messaging.Message;
import org.springframework.util.ClassUtils;

/**
 * A message worker as its code declares it.
 *
 * @param name the name of the worker
 * @param beanName the name of its bean
 * @param bean a {@link MessageWorker} or a {@link BatchWorker}
 * @param annotation what its class or method says, or {@code null} if it says nothing
 */
record MessageDeclaration(String name, String beanName, WorkerHooks bean, @Nullable BackgroundWorker annotation) {

	/** The interface that it implements. */
	Class<?> kind() {
		return (this.bean instanceof BatchWorker) ? BatchWorker.class : MessageWorker.class;
	}

	Class<?> type() {
		return AopUtils.getTargetClass(this.bean);
	}

	/** Whether its code has something of its own to do while it is degraded. */
	boolean canDegrade() {
		Class<?> parameter = (this.bean instanceof BatchWorker) ? List.class : Message.class;
		return ClassUtils.getMethod(type(), "processDegraded", parameter, WorkerContext.class)
			.getDeclaringClass() != kind();
	}

}
