package dev.tributary.source.reflect;

import dev.tributary.schema.PartitionField;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.Column;
import dev.tributary.source.Nested;
import dev.tributary.source.Resource;
import dev.tributary.source.Transformer;
import dev.tributary.source.definition.Origin;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableChoice;
import dev.tributary.source.definition.TableHints;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one {@link Resource} annotation says, or its defaults beside a {@link Transformer}, checked. */
record ResourceHints(
        String name,
        String table,
        Resource annotation,
        List<PartitionField> partition,
        @Nullable TransformerMethod transformer) {

    static ResourceHints of(Method method, Problems problems) {
        Resource annotation = annotation(method);
        String name = annotation.name().isEmpty() ? method.getName() : annotation.name();
        Transformer transforms = method.getAnnotation(Transformer.class);
        TransformerMethod transformer = transforms == null ? null : new TransformerMethod(method, transforms, name);
        String prefix = (transforms == null ? "@Resource '" : "@Transformer '") + name + "': ";
        Check check = new Check(prefix, annotation, problems);
        if (transformer == null) {
            ResourceParameters.check(method, check::problem);
        } else {
            transformer.findProblems(check::problem);
        }
        check.returned(method);
        check.disposition();
        new MergeCheck(annotation, check::problem).findProblems();
        check.keys("primaryKey", annotation.primaryKey());
        check.keys("mergeKey", annotation.mergeKey());
        check.columns();
        check.nesting();
        ContractReader.findProblem(annotation.schemaContract()).ifPresent(check::problem);
        List<PartitionField> partition = check.partition();
        return new ResourceHints(
                name, annotation.table().isEmpty() ? name : annotation.table(), annotation, partition, transformer);
    }

    private static Resource annotation(Method method) {
        try {
            Method unsaid = ResourceHints.class.getDeclaredMethod("unsaid");
            return Optional.ofNullable(method.getAnnotation(Resource.class))
                    .orElseGet(() -> unsaid.getAnnotation(Resource.class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Carries the annotation's defaults. */
    @Resource
    static void unsaid() {}

    /** The definition of the method, called on an instance. */
    ResourceDefinition define(Object instance, Method method, String source, SettingLookup settings) {
        if (transformer != null) {
            return define(transformer.transformation(instance));
        }
        String key = "sources." + source + "." + SourceNames.snakeCase(name);
        return define(ReturnedRecords.of(instance, method, name))
                .incremental(ResourceParameters.incremental(method, key, settings));
    }

    private ResourceDefinition define(Origin origin) {
        return new ResourceDefinition(name, hints(), annotation.selected(), origin);
    }

    /** What the annotation says of the table. */
    TableHints hints() {
        List<dev.tributary.schema.Column> columns = new ArrayList<>();
        if (annotation.row() != void.class) {
            columns.addAll(RowColumns.of(annotation.row(), p -> {}));
        }
        for (Column column : annotation.columns()) {
            columns.removeIf(c -> c.name().equals(column.name()));
            columns.add(ColumnReader.read(column, column.name(), null, true));
        }
        return new TableHints(
                table,
                annotation.writeDisposition(),
                annotation.mergeStrategy(),
                List.of(annotation.primaryKey()),
                List.of(annotation.mergeKey()),
                format(annotation),
                partition,
                columns,
                SourceReader.absent(annotation.maxTableNesting()),
                ContractReader.of(annotation.schemaContract()),
                MergeCheck.validity(annotation),
                annotation.tableFrom().isEmpty() ? null : new TableChoice.Field(annotation.tableFrom()),
                nested(),
                List.of(annotation.exclude()),
                List.of(annotation.include()));
    }

    private Map<String, List<dev.tributary.schema.Column>> nested() {
        Map<String, List<dev.tributary.schema.Column>> nested = new HashMap<>();
        for (Nested table : annotation.nested()) {
            List<dev.tributary.schema.Column> columns = new ArrayList<>();
            for (Column column : table.columns()) {
                columns.add(ColumnReader.read(column, column.name(), null, true));
            }
            nested.put(table.path(), columns);
        }
        return nested;
    }

    private static @Nullable TableFormat format(Resource annotation) {
        return annotation.tableFormat().length == 0 ? null : annotation.tableFormat()[0];
    }

    private record Check(String prefix, Resource annotation, Problems problems) {
        void problem(String sentence) {
            problems.add(prefix + sentence);
        }

        void returned(Method method) {
            ReturnedRecords.findProblem(method.getGenericReturnType())
                    .ifPresent(p -> problem(method.getName() + "() returns " + p));
        }

        void disposition() {
            WriteDisposition disposition = annotation.writeDisposition();
            if (disposition == WriteDisposition.SKIP) {
                problem("write disposition SKIP is for system tables only (use selected = false)");
            }
            if (annotation.tableFormat().length > 1) {
                problem("tableFormat has " + annotation.tableFormat().length + " values (give one)");
            }
        }

        void keys(String attribute, String[] columns) {
            Set<String> seen = new HashSet<>();
            for (String column : columns) {
                if (column.isBlank()) {
                    problem(attribute + " has a column without a name");
                } else if (!seen.add(column)) {
                    problem(attribute + " names column '" + column + "' twice");
                }
            }
        }

        void columns() {
            Set<String> seen = new HashSet<>();
            for (Column column : annotation.columns()) {
                if (column.name().isBlank()) {
                    problem("columns has a column without a name");
                } else if (!seen.add(column.name())) {
                    problem("columns names column '" + column.name() + "' twice");
                }
                ColumnReader.check(column, column.name(), this::problem);
            }
            if (annotation.row() != void.class) {
                RowColumns.of(annotation.row(), this::problem);
            }
        }

        void nesting() {
            if (annotation.maxTableNesting() < -1) {
                problem("maxTableNesting is " + annotation.maxTableNesting() + " (give 0 or more)");
            }
        }

        List<PartitionField> partition() {
            List<PartitionField> fields = new ArrayList<>();
            for (String text : annotation.partition()) {
                PartitionText parsed = PartitionText.parse(text);
                parsed.problem().ifPresent(p -> problem("partition '" + text + "' " + p));
                parsed.field().ifPresent(fields::add);
            }
            if (format(annotation) == TableFormat.HIVE) {
                fields.stream()
                        .filter(f -> f.argument() != null)
                        .forEach(f -> problem("partition " + f.transform() + " of '" + f.column()
                                + "' is not possible for HIVE (use the column, year, month, day or hour, or"
                                + " tableFormat = ICEBERG)"));
            }
            return fields;
        }
    }
}
