package io.workerlifecycle.autoconfigure.message;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.messaging.converter.GenericMessageConverter;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.util.ClassUtils;

/**
 * Chooses what turns payloads into what workers take: the application's own
 * {@link MessageConverter}, or those of Spring.
 *
 * @param beans where the own one is
 */
record PayloadConverter(ConfigurableListableBeanFactory beans) {

	/** A bean of Spring Integration, for its own handlers. */
	private static final String OF_INTEGRATION = "integrationArgumentResolverMessageConverter";

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper",
			PayloadConverter.class.getClassLoader());

	MessageConverter choose() {
		List<String> own = new NamedBeans(this.beans, MessageConverter.class).names()
			.stream()
			.filter((name) -> !name.equals(OF_INTEGRATION))
			.toList();
		return (own.size() == 1) ? this.beans.getBean(own.get(0), MessageConverter.class)
				: this.beans.getBeanProvider(MessageConverter.class).getIfUnique(this::standard);
	}

	/** Text from bytes; then JSON, which takes text and bytes; then simple values. */
	private MessageConverter standard() {
		List<MessageConverter> converters = new ArrayList<>(List.of(new StringMessageConverter()));
		if (JACKSON) {
			converters.add(Json.converter(this.beans));
		}
		converters.add(new GenericMessageConverter());
		return new CompositeMessageConverter(converters);
	}

	/** Apart, since it can only be loaded where Jackson is. */
	private static final class Json {

		private static MessageConverter converter(ConfigurableListableBeanFactory beans) {
			JsonMapper mapper = beans.getBeanProvider(JsonMapper.class).getIfUnique();
			return (mapper != null) ? new JacksonJsonMessageConverter(mapper) : new JacksonJsonMessageConverter();
		}

	}

}
