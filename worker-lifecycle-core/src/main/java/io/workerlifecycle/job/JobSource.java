package io.workerlifecycle.job;

/**
 * Who says that there is a job. What it prints is meant for people.
 */
sealed interface JobSource {

	/** An annotation on a method of a bean. */
	record Annotation(String beanName) implements JobSource {

		@Override
		public String toString() {
			return "bean '" + this.beanName + "'";
		}

	}

	/** Properties alone, which name a bean and a method. */
	record Properties(String beanName, String place) implements JobSource {

		@Override
		public String toString() {
			return "bean '" + this.beanName + "', from " + this.place;
		}

	}

	/** Code, while the application runs. */
	record Code() implements JobSource {

		@Override
		public String toString() {
			return "added at run time";
		}

	}

}
