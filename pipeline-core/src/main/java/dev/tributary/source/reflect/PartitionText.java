package dev.tributary.source.reflect;

import dev.tributary.schema.PartitionField;
import dev.tributary.schema.PartitionField.Transform;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A partition as an author writes it: either a field or what is wrong with the text. */
record PartitionText(Optional<PartitionField> field, Optional<String> problem) {
    private static final Pattern CALL =
            Pattern.compile("\\s*(\\w+)\\s*\\((?:\\s*([^,()]*?)\\s*,)?\\s*([^,()]+?)\\s*\\)\\s*");

    private static final String FORMS = "column, year(column), month(column), day(column), hour(column),"
            + " bucket(n, column) or truncate(n, column)";

    static PartitionText parse(String text) {
        if (!text.isBlank() && text.chars().noneMatch(c -> c == '(' || c == ')' || c == ',')) {
            return field(text.strip(), Transform.IDENTITY, null);
        }
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return wrong("is not understood");
        }
        Optional<Transform> transform = transform(call.group(1));
        if (transform.isEmpty()) {
            return wrong("has an unknown transform '" + call.group(1) + "'");
        }
        boolean counts = transform.get() == Transform.BUCKET || transform.get() == Transform.TRUNCATE;
        String count = call.group(2);
        if (!counts) {
            return count == null ? field(call.group(3), transform.get(), null) : wrong("has a number too many");
        }
        return count != null && count.matches("[1-9]\\d{0,8}")
                ? field(call.group(3), transform.get(), Integer.valueOf(count))
                : wrong("needs a number above 0");
    }

    private static Optional<Transform> transform(String name) {
        for (Transform transform : Transform.values()) {
            if (transform != Transform.IDENTITY && transform.name().equalsIgnoreCase(name)) {
                return Optional.of(transform);
            }
        }
        return Optional.empty();
    }

    private static PartitionText field(String column, Transform transform, @Nullable Integer argument) {
        return new PartitionText(Optional.of(new PartitionField(column, transform, argument)), Optional.empty());
    }

    private static PartitionText wrong(String reason) {
        return new PartitionText(Optional.empty(), Optional.of(reason + " (write " + FORMS + ")"));
    }
}
