package io.workerlifecycle;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.workerlifecycle.time.SystemTimeSource;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The walls between the parts of the core.
 */
@AnalyzeClasses(packages = "io.workerlifecycle", importOptions = DoNotIncludeTests.class)
class WallsTests {

	@ArchTest
	static final ArchRule coreKnowsNoBoot = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot..", "io.workerlifecycle.autoconfigure..");

	@ArchTest
	static final ArchRule workersKnowNoOtherFeature = noClasses().that()
		.resideInAPackage("..workerlifecycle.worker..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..workerlifecycle.job..", "..workerlifecycle.instance..", "..workerlifecycle.alert..");

	@ArchTest
	static final ArchRule messagesKnowNoOtherFeatureThanWorkers = noClasses().that()
		.resideInAPackage("..workerlifecycle.message..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..workerlifecycle.job..", "..workerlifecycle.instance..", "..workerlifecycle.alert..",
				"..workerlifecycle.reload..");

	@ArchTest
	static final ArchRule nobodyKnowsMessages = noClasses().that()
		.resideOutsideOfPackage("..workerlifecycle.message..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..workerlifecycle.message..", "org.springframework.messaging..",
				"org.springframework.transaction..");

	@ArchTest
	static final ArchRule jobsKnowNoOtherFeature = noClasses().that()
		.resideInAPackage("..workerlifecycle.job..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..workerlifecycle.worker..", "..workerlifecycle.instance..", "..workerlifecycle.alert..");

	@ArchTest
	static final ArchRule theInstanceLockKnowsNoOtherFeature = noClasses().that()
		.resideInAPackage("..workerlifecycle.instance..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..workerlifecycle.worker..", "..workerlifecycle.job..", "..workerlifecycle.alert..");

	@ArchTest
	static final ArchRule alertsKnowNoOtherFeature = noClasses().that()
		.resideInAPackage("..workerlifecycle.alert..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..workerlifecycle.worker..", "..workerlifecycle.job..", "..workerlifecycle.instance..");

	@ArchTest
	static final ArchRule whatIsSharedKnowsNoFeature = noClasses().that()
		.resideInAnyPackage("..workerlifecycle.time..", "..workerlifecycle.thread..", "..workerlifecycle.name..",
				"..workerlifecycle.shutdown..", "..workerlifecycle.lock..", "..workerlifecycle.retry..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..workerlifecycle.worker..", "..workerlifecycle.job..", "..workerlifecycle.instance..",
				"..workerlifecycle.alert..");

	@ArchTest
	static final ArchRule packagesFormNoCircle = slices().matching("io.workerlifecycle.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule timeComesFromItsOneSource = noClasses().that()
		.areNotAssignableTo(SystemTimeSource.class)
		.should()
		.callMethod(Instant.class, "now")
		.orShould()
		.callMethod(LocalDateTime.class, "now")
		.orShould()
		.callMethod(ZonedDateTime.class, "now")
		.orShould()
		.callMethod(System.class, "nanoTime")
		.orShould()
		.callMethod(System.class, "currentTimeMillis")
		.orShould()
		.callMethod(Thread.class, "sleep", long.class);

	@ArchTest
	static final ArchRule logGoesThroughCommonsLogging = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.util.logging..")
		.orShould()
		.dependOnClassesThat()
		.belongToAnyOf(System.Logger.class);

	@ArchTest
	static final ArchRule nullIsInTheTypesOfEveryPackage = classes().should(new ArchCondition<>("be null-marked") {
		@Override
		public void check(JavaClass type, ConditionEvents events) {
			boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
			events.add(new SimpleConditionEvent(type, marked, type.getName() + " is in a package without @NullMarked"));
		}
	});

}
