package io.workerlifecycle.worker;

/**
 * Notes what it sees of each life, and is odd where the worker is.
 *
 * @param run the run
 * @param name its name
 */
record FuzzedInterceptor(FuzzRun run, String name, boolean first) implements WorkerLifecycleInterceptor {

	@Override
	public void beforeStart(WorkerContext context) throws Exception {
		if (this.first) {
			this.run.ledger.lifeBegins(context);
		}
		this.run.ledger.life(context).interceptorEntered(this.name);
		this.run.ledger.worker(context).intercepted();
	}

	@Override
	public void afterStart(WorkerContext context) throws Exception {
		Strand.current().comeBack();
		this.run.ledger.worker(context).intercepted();
	}

	@Override
	public void beforeStop(WorkerContext context) throws Exception {
		this.run.ledger.life(context).left("beforeStop " + this.name);
		this.run.ledger.worker(context).intercepted();
	}

	@Override
	public void afterStop(WorkerContext context) throws Exception {
		FuzzedLife life = this.run.ledger.life(context);
		life.left("afterStop " + this.name);
		try {
			this.run.ledger.worker(context).intercepted();
		}
		finally {
			if (this.first) {
				life.ends();
			}
		}
	}

}
