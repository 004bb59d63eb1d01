package dev.tributary.lake.ddl.statement;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ROW FORMAT.
 *
 * @param serde the class of ROW FORMAT SERDE, null for DELIMITED
 * @param parameters what the SerDe is told; of DELIMITED in the names of LazySimpleSerDe
 */
public record RowFormat(@Nullable String serde, Map<String, String> parameters) {
    public RowFormat {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
