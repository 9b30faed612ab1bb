package io.workerlifecycle.autoconfigure.reload;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.format.support.DefaultFormattingConversionService;

/**
 * Binds fresh objects to an environment that need not be that of the application, with
 * the converters and editors of the application.
 */
final class PropertyBinder {

	private final ConfigurableApplicationContext context;

	PropertyBinder(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Binds a new object.
	 * @param <T> the type
	 * @param environment where properties come from
	 * @param prefix the prefix of the properties
	 * @param target what to bind, without an existing value
	 * @param handler checks what is bound
	 * @throws org.springframework.boot.context.properties.bind.BindException if a value
	 * has the wrong type or is not valid
	 */
	<T> T bind(ConfigurableEnvironment environment, String prefix, Bindable<T> target, BindHandler handler) {
		return binder(environment.getPropertySources()).bindOrCreate(prefix, target, handler);
	}

	private Binder binder(MutablePropertySources sources) {
		return new Binder(ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(sources),
				conversionServices(), this.context.getBeanFactory()::copyRegisteredEditorsTo, null, null);
	}

	/** In the order in which Spring Boot asks them. */
	private @Nullable List<ConversionService> conversionServices() {
		ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
		DefaultFormattingConversionService own = new DefaultFormattingConversionService(false);
		boolean any = !ApplicationConversionService.addBeans(own, beans, ConfigurationPropertiesBinding.VALUE)
			.isEmpty();
		List<ConversionService> services = new ArrayList<>();
		if (any) {
			services.add(own);
		}
		ConversionService general = beans.getConversionService();
		if (general != null) {
			services.add(general);
		}
		if (any) {
			services.add(ApplicationConversionService.getSharedInstance());
		}
		return services.isEmpty() ? null : services;
	}

}
