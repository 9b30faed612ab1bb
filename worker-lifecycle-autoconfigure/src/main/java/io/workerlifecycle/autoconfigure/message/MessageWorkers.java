package io.workerlifecycle.autoconfigure.message;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.properties.KeysOfSome;
import io.workerlifecycle.autoconfigure.worker.WorkerKind;
import io.workerlifecycle.message.BatchWorker;
import io.workerlifecycle.message.MessageFlow;
import io.workerlifecycle.message.MessageLoop;
import io.workerlifecycle.message.MessagePlan;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerHooks;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSnapshot;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * The message workers of an application: makes workers of {@link MessageWorker} and
 * {@link BatchWorker} beans, and knows what becomes of their messages.
 */
final class MessageWorkers implements WorkerKind, MessageFlows, WorkerObserver {

	private static final Log logger = LogFactory.getLog(MessageWorkers.class);

	private static final List<Class<?>> FORMS = List.of(MessageWorker.class, BatchWorker.class, Worker.class);

	private final MessagePlanner planner;

	private final MessageLoops loops;

	private final List<AdaptedWorker> adapted = new CopyOnWriteArrayList<>();

	/** Also of those that were removed: what is configured for them may stay. */
	private final List<String> names = new CopyOnWriteArrayList<>();

	MessageWorkers(MessagePlanner planner, MessageLoops loops) {
		this.planner = planner;
		this.loops = loops;
	}

	@Override
	public KeysOfSome keys() {
		return new KeysOfSome("message worker", MessageProperties.class, this.names);
	}

	@Override
	public @Nullable Worker adapt(String name, String beanName, WorkerHooks bean,
			@Nullable BackgroundWorker annotation) {
		if (!(bean instanceof MessageWorker || bean instanceof BatchWorker)) {
			requireNothingOfMessages(name, bean, annotation);
			return null;
		}
		requireOneForm(name, bean);
		MessageDeclaration declaration = new MessageDeclaration(name, beanName, bean, annotation);
		MessagePlan plan = this.planner.plan(declaration);
		MessageLoop loop = this.loops.make(declaration, plan);
		this.adapted.add(new AdaptedWorker(declaration, loop, plan));
		this.names.add(name);
		tell(name, new ForgetfulSources(plan).names());
		return loop;
	}

	private static void tell(String worker, List<String> forgetful) {
		if (!forgetful.isEmpty()) {
			logger.info("Worker '" + worker + "' takes messages from " + String.join(", ", forgetful)
					+ ", where what is handed out is forgotten: what the worker holds is lost with the process, and so "
					+ "is what waits there if the channel is in memory");
		}
	}

	private void requireNothingOfMessages(String name, WorkerHooks bean, @Nullable BackgroundWorker annotation) {
		List<String> attributes = this.planner.settings().attributes(annotation);
		if (!attributes.isEmpty()) {
			throw MessageFaults.of(name, AopUtils.getTargetClass(bean)).noMessageWorker(attributes);
		}
	}

	private static void requireOneForm(String name, WorkerHooks bean) {
		List<String> forms = FORMS.stream().filter((form) -> form.isInstance(bean)).map(Class::getSimpleName).toList();
		if (forms.size() > 1) {
			throw MessageFaults.of(name, AopUtils.getTargetClass(bean)).severalForms(forms);
		}
	}

	@Override
	public void removed(WorkerSnapshot worker) {
		loop(worker.name()).ifPresent((loop) -> loop.leave(worker.name()));
		this.adapted.removeIf((each) -> each.name().equals(worker.name()));
	}

	/** All that are there, in the order of their beans. */
	Stream<AdaptedWorker> adapted() {
		return this.adapted.stream();
	}

	MessagePlanner planner() {
		return this.planner;
	}

	@Override
	public Map<String, MessageFlow> list() {
		Map<String, MessageFlow> flows = new LinkedHashMap<>();
		this.adapted.forEach((worker) -> flows.put(worker.name(), worker.loop().flow()));
		return flows;
	}

	@Override
	public @Nullable MessageFlow find(String worker) {
		return loop(worker).map(MessageLoop::flow).orElse(null);
	}

	@Override
	public OptionalLong depth(String worker) {
		return loop(worker).map((loop) -> ChannelDepth.sum(loop.sources())).orElse(OptionalLong.empty());
	}

	@Override
	public boolean knowsDepth(String worker) {
		return loop(worker).filter((loop) -> ChannelDepth.isKnown(loop.sources())).isPresent();
	}

	@Override
	public Duration waitingAge(String worker) {
		return loop(worker).map(MessageLoop::waitingAge).orElse(Duration.ZERO);
	}

	private Optional<MessageLoop> loop(String worker) {
		return this.adapted.stream().filter((each) -> each.name().equals(worker)).findFirst().map(AdaptedWorker::loop);
	}

}
