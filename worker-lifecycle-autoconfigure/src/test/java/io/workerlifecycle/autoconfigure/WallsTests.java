package io.workerlifecycle.autoconfigure;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The walls between the parts of the auto-configuration.
 */
@AnalyzeClasses(packages = "io.workerlifecycle.autoconfigure", importOptions = DoNotIncludeTests.class)
class WallsTests {

	@ArchTest
	static final ArchRule packagesFormNoCircle = slices().matching("io.workerlifecycle.autoconfigure.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule onlyActuateKnowsActuatorAndMeters = noClasses().that()
		.resideOutsideOfPackage("..autoconfigure.actuate..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot.actuate..", "org.springframework.boot.health..",
				"io.micrometer.core..");

	@ArchTest
	static final ArchRule actuateKnowsNoInstanceLock = noClasses().that()
		.resideInAPackage("..autoconfigure.actuate..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..workerlifecycle.instance..", "..workerlifecycle.lock..", "..autoconfigure.instance..");

	@ArchTest
	static final ArchRule nothingSwitchesOnWhatIsGlobal = noClasses().should()
		.beMetaAnnotatedWith("org.springframework.scheduling.annotation.EnableScheduling")
		.orShould()
		.beMetaAnnotatedWith("org.springframework.scheduling.annotation.EnableAsync")
		.orShould()
		.beMetaAnnotatedWith("org.springframework.context.annotation.ComponentScan");

	@ArchTest
	static final ArchRule autoConfigurationsAreFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);

	@ArchTest
	static final ArchRule nullIsInTheTypesOfEveryPackage = classes().should(new ArchCondition<>("be null-marked") {
		@Override
		public void check(JavaClass type, ConditionEvents events) {
			boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
			events.add(new SimpleConditionEvent(type, marked, type.getName() + " is in a package without @NullMarked"));
		}
	});

}
