package dev.tributary.source.reflect;

import dev.tributary.schema.Detection;
import dev.tributary.source.ColumnRule;
import dev.tributary.source.Resource;
import dev.tributary.source.Source;
import dev.tributary.source.Transformer;
import dev.tributary.source.definition.DynamicSource;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link SourceDefinition} of a class with {@link Source}, {@link Resource} and {@link Transformer}. Its resources stand in the order
 * of their names, because Java does not keep that of methods; those of a {@link DynamicSource} follow in its own order.
 */
public final class SourceReader {
    private final Class<?> type;
    private final Problems problems;

    private SourceReader(Class<?> type) {
        this.type = type;
        this.problems = new Problems(type.getSimpleName());
    }

    /**
     * The definition of a class, of which one instance is made with the settings.
     *
     * @throws dev.tributary.error.ConfigException naming all mistakes of the class, or all settings that are missing
     */
    public static SourceDefinition read(Class<?> type, SettingLookup settings) {
        SourceReader reader = new SourceReader(type);
        SourceConstructor constructor = SourceConstructor.of(type, reader.problems);
        Map<Method, ResourceHints> hints = reader.check();
        return reader.define(constructor.call(reader.name(), settings), hints, settings);
    }

    /**
     * The definition of an instance that was made by hand.
     *
     * @throws dev.tributary.error.ConfigException naming all mistakes of its class
     */
    public static SourceDefinition read(Object instance) {
        SourceReader reader = new SourceReader(instance.getClass());
        return reader.define(instance, reader.check(), SettingLookup.none());
    }

    /** Whether the class is meant as a source. */
    public static boolean isSource(Class<?> type) {
        return type.isAnnotationPresent(Source.class);
    }

    private Map<Method, ResourceHints> check() {
        if (!isSource(type)) {
            problems.add("the class has no @Source");
        } else if (annotation().maxTableNesting() < -1) {
            problems.add("@Source: maxTableNesting is " + annotation().maxTableNesting() + " (give 0 or more)");
        } else {
            ContractReader.findProblem(annotation().schemaContract()).ifPresent(p -> problems.add("@Source: " + p));
            checkRules();
        }
        List<Method> methods = resourceMethods(type);
        if (methods.isEmpty() && !DynamicSource.class.isAssignableFrom(type)) {
            problems.add("no method has @Resource");
        }
        Map<Method, ResourceHints> hints = new HashMap<>();
        for (Method method : methods) {
            hints.put(method, ResourceHints.of(method, problems));
        }
        findDuplicates(methods, hints);
        findUnknownParents(hints);
        problems.throwIfAny();
        return hints;
    }

    private void findDuplicates(List<Method> methods, Map<Method, ResourceHints> hints) {
        Map<String, Method> tables = new HashMap<>();
        Map<String, Method> names = new HashMap<>();
        for (Method method : methods) {
            ResourceHints h = hints.get(method);
            Method sameTable = tables.putIfAbsent(SourceNames.snakeCase(h.table()), method);
            Method sameName = names.putIfAbsent(SourceNames.snakeCase(h.name()), method);
            if (sameTable != null && sameName == null && !agree(hints.get(sameTable), h)) {
                problems.add(sameTable.getName() + "() and " + method.getName() + "() both write to table '" + h.table()
                        + "', and say different things of it (give both the same hints, or one another table)");
            } else if (sameName != null) {
                problems.add(sameName.getName() + "() and " + method.getName() + "() are both resource '" + h.name()
                        + "' (name one with @Resource(name = …))");
            }
        }
    }

    private static boolean agree(ResourceHints one, ResourceHints other) {
        return one.hints().equals(other.hints().table(one.table()));
    }

    /** Resources of a {@link DynamicSource} are known later. */
    private void findUnknownParents(Map<Method, ResourceHints> hints) {
        if (DynamicSource.class.isAssignableFrom(type)) {
            return;
        }
        List<String> names =
                hints.values().stream().map(ResourceHints::name).sorted().toList();
        List<TransformerMethod> transformers = hints.values().stream()
                .map(ResourceHints::transformer)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(TransformerMethod::resource))
                .toList();
        for (TransformerMethod transformer : transformers) {
            String from = transformer.annotation().from();
            if (!names.contains(from)) {
                problems.add(SourceDefinition.unknownParent(transformer.resource(), from, names));
            }
        }
    }

    private SourceDefinition define(Object instance, Map<Method, ResourceHints> hints, SettingLookup settings) {
        List<ResourceDefinition> resources = new ArrayList<>();
        hints.forEach((method, h) -> resources.add(h.define(instance, method, name(), settings)));
        resources.sort(Comparator.comparing(ResourceDefinition::name));
        if (instance instanceof DynamicSource dynamic) {
            resources.addAll(dynamic.resources());
        }
        return new SourceDefinition(
                name(),
                resources,
                absent(annotation().maxTableNesting()),
                rootKey(),
                detections(),
                ContractReader.of(annotation().schemaContract()),
                Arrays.stream(annotation().columnRules())
                        .map(SourceReader::rule)
                        .toList());
    }

    private static dev.tributary.schema.ColumnRule rule(ColumnRule rule) {
        return new dev.tributary.schema.ColumnRule(
                rule.value(), rule.type().length == 0 ? null : rule.type()[0], Set.of(rule.hints()), rule.nullable());
    }

    private void checkRules() {
        for (ColumnRule rule : annotation().columnRules()) {
            if (rule.type().length > 1) {
                problems.add("@ColumnRule '" + rule.value() + "' has " + rule.type().length + " types (give one)");
            }
            if (rule.value().startsWith("re:")) {
                try {
                    Pattern.compile(rule.value().substring(3));
                } catch (PatternSyntaxException e) {
                    problems.add("@ColumnRule '" + rule.value() + "' is no regular expression: " + e.getDescription());
                }
            }
        }
    }

    private @Nullable Boolean rootKey() {
        return annotation().rootKey().length == 0
                ? null
                : (Boolean) annotation().rootKey()[0];
    }

    private @Nullable Set<Detection> detections() {
        return annotation().detections().length == 0
                ? null
                : EnumSet.copyOf(List.of(annotation().detections()));
    }

    private Source annotation() {
        return type.getAnnotation(Source.class);
    }

    private String name() {
        return annotation().name().isEmpty()
                ? SourceNames.ofClass(type)
                : annotation().name();
    }

    static @Nullable Integer absent(int value) {
        return value < 0 ? null : (Integer) value;
    }

    private static boolean isResource(Method method) {
        return method.isAnnotationPresent(Resource.class) || method.isAnnotationPresent(Transformer.class);
    }

    private static List<Method> resourceMethods(Class<?> type) {
        Map<String, Method> methods = new HashMap<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredMethods())
                    .filter(m -> isResource(m) && !m.isSynthetic())
                    .filter(m -> !Modifier.isAbstract(m.getModifiers()))
                    .forEach(m -> methods.putIfAbsent(m.getName() + Arrays.toString(m.getParameterTypes()), m));
        }
        return methods.values().stream()
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .toList();
    }
}
