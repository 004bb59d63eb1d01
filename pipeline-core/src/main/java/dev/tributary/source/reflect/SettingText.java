package dev.tributary.source.reflect;

import dev.tributary.error.ConfigException;
import java.lang.reflect.Executable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns the text of a setting into a parameter's type. */
final class SettingText {
    private record Form(String allowed, Function<String, Object> parse) {}

    private static final Map<Class<?>, Form> FORMS = Map.ofEntries(
            Map.entry(String.class, new Form("text", s -> s)),
            Map.entry(Object.class, new Form("text", s -> s)),
            Map.entry(Integer.class, new Form("a whole number", Integer::valueOf)),
            Map.entry(Long.class, new Form("a whole number", Long::valueOf)),
            Map.entry(Double.class, new Form("a number", Double::valueOf)),
            Map.entry(BigDecimal.class, new Form("a number", BigDecimal::new)),
            Map.entry(Boolean.class, new Form("true or false", SettingText::bool)),
            Map.entry(Path.class, new Form("a path", Path::of)),
            Map.entry(URI.class, new Form("a URI", URI::create)),
            Map.entry(Duration.class, new Form("a duration such as PT30S", Duration::parse)),
            Map.entry(Instant.class, new Form("a time such as 2026-01-01T00:00:00Z", Instant::parse)),
            Map.entry(LocalDate.class, new Form("a date such as 2026-01-01", LocalDate::parse)));

    private static final Map<Class<?>, Class<?>> BOXED = Map.of(
            int.class, Integer.class, long.class, Long.class, double.class, Double.class, boolean.class, Boolean.class);

    private SettingText() {}

    /** The value if it is of the type, else what its text says. */
    static Object fit(String key, Object value, Type type) {
        if (boxed(type).isInstance(value)) {
            return value;
        }
        try {
            return convert(value.toString(), type);
        } catch (IllegalArgumentException e) {
            String shown = FORMS.containsKey(boxed(type)) || boxed(type).isEnum() ? value.toString() : "******";
            throw new ConfigException("Invalid setting '" + key + "': '" + shown + "' (needs " + e.getMessage() + ")");
        }
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException whose message says what is allowed
     */
    static Object convert(String text, Type type) {
        Class<?> target = boxed(type);
        if (target.isEnum()) {
            return constant(text, target);
        }
        if (target == List.class || target == Set.class) {
            Stream<String> items =
                    Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty());
            return target == List.class ? items.toList() : Set.copyOf(items.toList());
        }
        Form form = FORMS.get(target);
        if (form == null) {
            return byFactory(text, target);
        }
        try {
            return form.parse().apply(text.strip());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(form.allowed(), e);
        }
    }

    private static Object constant(String text, Class<?> target) {
        for (Object constant : target.getEnumConstants()) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(text.strip().replace('-', '_'))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("one of " + Arrays.toString(target.getEnumConstants()));
    }

    private static Object byFactory(String text, Class<?> target) {
        Stream<Executable> makers = Stream.concat(
                Arrays.stream(target.getConstructors()),
                Arrays.stream(target.getMethods()).filter(m -> m.getName().equals("of")));
        for (Executable maker : makers.toList()) {
            if (Arrays.equals(maker.getParameterTypes(), new Class<?>[] {String.class})) {
                try {
                    return maker instanceof java.lang.reflect.Constructor<?> c
                            ? c.newInstance(text)
                            : ((java.lang.reflect.Method) maker).invoke(null, text);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalArgumentException("a " + target.getSimpleName(), e);
                }
            }
        }
        throw new IllegalArgumentException("a " + target.getSimpleName() + ", which no text can give");
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Class<?> boxed(Type type) {
        Class<?> raw = type instanceof Class<?> c
                ? c
                : type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : Object.class;
        return BOXED.getOrDefault(raw, raw);
    }
}
