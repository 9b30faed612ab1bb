package io.workerlifecycle.job;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "io.workerlifecycle", importOptions = ImportOption.DoNotIncludeTests.class)
class JobWallsTests {

	@ArchTest
	static final ArchRule jobsDoNotKnowWorkers = noClasses().that()
		.resideInAPackage("io.workerlifecycle.job..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.workerlifecycle.worker..");

	@ArchTest
	static final ArchRule onlyTheObservationStepNeedsMicrometer = noClasses().that()
		.resideInAPackage("io.workerlifecycle.job..")
		.and()
		.doNotHaveSimpleName("ObservationStep")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.micrometer..");

}
