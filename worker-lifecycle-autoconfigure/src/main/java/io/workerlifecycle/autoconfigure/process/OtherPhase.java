package io.workerlifecycle.autoconfigure.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.Lifecycle;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.Phased;

/**
 * A phase with beans that are not ours, which Spring stops too.
 *
 * @param phase the phase
 * @param beans the names of the beans
 */
record OtherPhase(int phase, List<String> beans) {

	private static final int MOST_BEANS = 5;

	OtherPhase {
		beans = List.copyOf(beans);
	}

	/**
	 * Finds them as Spring's lifecycle processor does, which has made those that it
	 * starts.
	 * @param beanFactory the beans of the context
	 * @return the phases, in the order in which they stop
	 */
	static List<OtherPhase> in(ConfigurableListableBeanFactory beanFactory) {
		Map<Integer, List<String>> phases = new TreeMap<>(Comparator.reverseOrder());
		for (String name : beanFactory.getBeanNamesForType(Lifecycle.class, false, false)) {
			if (beanFactory.containsSingleton(BeanFactoryUtils.transformedBeanName(name))
					&& beanFactory.getBean(name) instanceof Lifecycle lifecycle && !isOurs(name, lifecycle)) {
				phases.computeIfAbsent(phaseOf(lifecycle), (phase) -> new ArrayList<>()).add(name);
			}
		}
		return phases.entrySet().stream().map((phase) -> new OtherPhase(phase.getKey(), phase.getValue())).toList();
	}

	String line() {
		return PlanText.phase(this.phase) + ": " + String.join(", ", PlanText.first(MOST_BEANS, this.beans));
	}

	/** Ours that are not in the plan have nothing to wait for. */
	private static boolean isOurs(String name, Lifecycle lifecycle) {
		return name.startsWith("workerLifecycle") || lifecycle instanceof LifecycleProcessor;
	}

	private static int phaseOf(Lifecycle lifecycle) {
		return (lifecycle instanceof Phased phased) ? phased.getPhase() : 0;
	}

}
