package io.workerlifecycle.autoconfigure.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

	/** The beans that Spring Integration has for itself. */
	private static final Set<String> OF_INTEGRATION = Set.of("integrationArgumentResolverMessageConverter",
			"datatypeChannelMessageConverter");

	private static final boolean JACKSON = ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper",
			PayloadConverter.class.getClassLoader());

	MessageConverter choose() {
		List<String> own = new NamedBeans(this.beans, MessageConverter.class).names()
			.stream()
			.filter((name) -> !OF_INTEGRATION.contains(name))
			.toList();
		return switch (own.size()) {
			case 0 -> standard();
			case 1 -> this.beans.getBean(own.get(0), MessageConverter.class);
			default -> this.beans.getBeanProvider(MessageConverter.class).getIfUnique(this::standard);
		};
	}

	/**
	 * Text from bytes; then JSON, which takes text and bytes; then simple values. The
	 * worker says which of them it is to be, not the content type.
	 */
	private MessageConverter standard() {
		StringMessageConverter text = new StringMessageConverter();
		text.setContentTypeResolver(new TextCharset());
		List<MessageConverter> converters = new ArrayList<>(List.of(text));
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
			JacksonJsonMessageConverter json = (mapper != null) ? new JacksonJsonMessageConverter(mapper)
					: new JacksonJsonMessageConverter();
			json.setContentTypeResolver((headers) -> null);
			return json;
		}

	}

}
