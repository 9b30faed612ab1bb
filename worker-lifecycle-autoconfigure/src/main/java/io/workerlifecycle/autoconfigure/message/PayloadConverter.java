package io.workerlifecycle.autoconfigure.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.messaging.converter.GenericMessageConverter;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.converter.MessageConversionException;
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
	 * Text from bytes; then simple values from text; then JSON, which takes text and
	 * bytes; then whatever Spring's conversion service can do. The worker says which of
	 * them it is to be, not the content type.
	 */
	private MessageConverter standard() {
		StringMessageConverter text = new Text();
		text.setContentTypeResolver(new TextCharset());
		List<MessageConverter> converters = new ArrayList<>(List.of(text, new SimpleValues()));
		if (JACKSON) {
			converters.add(Json.converter(this.beans));
		}
		converters.add(new GenericMessageConverter());
		return new CompositeMessageConverter(converters);
	}

	/** Leaves to others what is neither text nor bytes. */
	private static final class Text extends StringMessageConverter {

		@Override
		protected boolean canConvertFrom(Message<?> message, Class<?> type) {
			return (message.getPayload() instanceof String || message.getPayload() instanceof byte[])
					&& super.canConvertFrom(message, type);
		}

	}

	/** Before JSON, which would take all text for its own. */
	private static final class SimpleValues extends GenericMessageConverter {

		@Override
		public @Nullable Object fromMessage(Message<?> message, Class<?> type) {
			if (!(message.getPayload() instanceof String) || !BeanUtils.isSimpleValueType(type)) {
				return null;
			}
			try {
				return super.fromMessage(message, type);
			}
			catch (MessageConversionException ex) {
				return null;
			}
		}

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
