package dev.tributary.source.reflect;

import dev.tributary.error.ConfigException;
import dev.tributary.error.TributaryException;
import dev.tributary.source.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The only constructor of a source class, whose parameters are its settings. */
final class SourceConstructor {
    private final Class<?> type;
    private final @Nullable Constructor<?> constructor;

    private SourceConstructor(Class<?> type, @Nullable Constructor<?> constructor) {
        this.type = type;
        this.constructor = constructor;
    }

    static SourceConstructor of(Class<?> type, Problems problems) {
        Constructor<?>[] all = type.getDeclaredConstructors();
        if (type.isInterface() || type.isEnum() || Modifier.isAbstract(type.getModifiers())) {
            problems.add(
                    "the class is " + (type.isInterface() ? "an interface" : type.isEnum() ? "an enum" : "abstract")
                            + " (no instance can be made)");
        } else if (type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers())) {
            problems.add("the class is an inner class (make it static)");
        } else if (all.length != 1) {
            problems.add("the class has " + all.length
                    + " constructors (keep one; its parameters are the source's settings)");
        } else {
            checkParameters(all[0], problems);
            return new SourceConstructor(type, all[0]);
        }
        return new SourceConstructor(type, null);
    }

    private static void checkParameters(Constructor<?> constructor, Problems problems) {
        for (Parameter parameter : constructor.getParameters()) {
            if (!parameter.isNamePresent() && key(parameter).isEmpty()) {
                problems.add(
                        "constructor parameter of type " + parameter.getType().getSimpleName()
                                + " has no name (add @Setting(\"…\"), or compile with -parameters)");
            }
            Setting setting = parameter.getAnnotation(Setting.class);
            if (setting != null && !setting.defaultValue().equals(Setting.REQUIRED)) {
                try {
                    SettingText.convert(setting.defaultValue(), parameter.getParameterizedType());
                } catch (IllegalArgumentException e) {
                    problems.add("the default of setting '" + key(parameter).orElse("") + "' is '"
                            + setting.defaultValue() + "' (needs " + e.getMessage() + ")");
                }
            }
        }
    }

    /** A new instance. Only for a class without problems. */
    Object call(String source, SettingLookup settings) {
        if (constructor == null) {
            throw new IllegalStateException("no constructor");
        }
        List<String> missing = new ArrayList<>();
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Parameter parameter : constructor.getParameters()) {
            String key = "sources." + source + "." + key(parameter).orElseThrow();
            arguments.add(argument(key, parameter, settings, missing));
        }
        if (!missing.isEmpty()) {
            throw new ConfigException(String.join("\n", missing));
        }
        return construct(constructor, arguments.toArray());
    }

    private static @Nullable Object argument(
            String key, Parameter parameter, SettingLookup settings, List<String> missing) {
        Optional<?> value = settings.find(key, parameter.getParameterizedType());
        if (value.isPresent()) {
            return SettingText.fit(key, value.get(), parameter.getParameterizedType());
        }
        Setting setting = parameter.getAnnotation(Setting.class);
        if (setting != null && !setting.defaultValue().equals(Setting.REQUIRED)) {
            return SettingText.convert(setting.defaultValue(), parameter.getParameterizedType());
        }
        if (!nullable(parameter)) {
            missing.add(settings.missing(key));
        }
        return null;
    }

    private Object construct(Constructor<?> usable, @Nullable Object[] arguments) {
        usable.setAccessible(true);
        try {
            return usable.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof TributaryException known) {
                throw known;
            }
            throw new ConfigException(
                    "Cannot create source " + type.getSimpleName() + ": " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new ConfigException("Cannot create source " + type.getSimpleName() + ": " + e, e);
        }
    }

    private static Optional<String> key(Parameter parameter) {
        Setting setting = parameter.getAnnotation(Setting.class);
        if (setting != null && !setting.value().isEmpty()) {
            return Optional.of(setting.value());
        }
        return parameter.isNamePresent() ? Optional.of(SourceNames.snakeCase(parameter.getName())) : Optional.empty();
    }

    private static boolean nullable(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotatedType().getAnnotations())
                .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
    }
}
