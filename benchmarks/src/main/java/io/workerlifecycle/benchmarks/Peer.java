package io.workerlifecycle.benchmarks;

/**
 * What fires jobs. The first that others are compared with is bare Spring.
 */
enum Peer {

	/** The limit: no cron, nothing but a timer and a call. */
	EXECUTOR("`ScheduledThreadPoolExecutor`") {
		@Override
		JobEngine start() {
			return new ExecutorEngine();
		}
	},

	/** As an application has it that calls the scheduler itself. */
	SPRING("Spring `TaskScheduler`") {
		@Override
		JobEngine start() {
			return new SpringEngine();
		}
	},

	/** With one hand-over to another thread, as jobs have it. */
	HAND_OVER("Spring `TaskScheduler`, handed over") {
		@Override
		JobEngine start() {
			return new HandOverEngine();
		}
	},

	/** As the annotation registers methods. */
	SCHEDULED("`@Scheduled`") {
		@Override
		JobEngine start() {
			return ScheduledMethodEngine.unobserved();
		}
	},

	/** With ten threads, its default. */
	QUARTZ("Quartz, `RAMJobStore`") {
		@Override
		JobEngine start() throws Exception {
			return new QuartzEngine();
		}
	},

	/** Of this project, in an application without a meter registry. */
	JOBS("jobs of this starter, no meters") {
		@Override
		JobEngine start() {
			return JobsEngine.in(JobsApplication.Meters.NONE);
		}
	},

	/** Of this project, with its own meters. */
	JOBS_METERED("jobs of this starter, Prometheus") {
		@Override
		JobEngine start() {
			return JobsEngine.in(JobsApplication.Meters.PROMETHEUS);
		}
	},

	/** As the annotation registers methods, with the observation registry of Boot. */
	SCHEDULED_OBSERVED("`@Scheduled`, Prometheus, observed") {
		@Override
		JobEngine start() {
			return ScheduledMethodEngine.observed();
		}
	},

	/** Of this project, with its own meters and the observation registry of Boot. */
	JOBS_OBSERVED("jobs of this starter, Prometheus, observed") {
		@Override
		JobEngine start() {
			return JobsEngine.in(JobsApplication.Meters.OBSERVED);
		}
	};

	private final String title;

	Peer(String title) {
		this.title = title;
	}

	/** Starts it, without jobs. */
	abstract JobEngine start() throws Exception;

	@Override
	public String toString() {
		return this.title;
	}

}
