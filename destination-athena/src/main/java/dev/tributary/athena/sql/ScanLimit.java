package dev.tributary.athena.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.error.ConfigException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Refuses queries that would scan more than a number of bytes, before they start: by Athena's estimate where its EXPLAIN has
 * one, else by the work group's own limit. An estimate counts the columns' values uncompressed, so a query rarely scans more.
 */
public final class ScanLimit {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> EXPLAINED =
            Set.of("SELECT", "WITH", "VALUES", "TABLE", "INSERT", "MERGE", "UPDATE", "DELETE");
    private static final Set<String> SCAN_NOTHING =
            Set.of("SHOW", "DESCRIBE", "DESC", "ALTER", "DROP", "MSCK", "EXPLAIN", "PREPARE", "DEALLOCATE");
    private static final Pattern TABLE_AS =
            Pattern.compile("create\\s+table\\b.*\\bas\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern COMMENT =
            Pattern.compile("^(?:\\s|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/|\\()+", Pattern.DOTALL);

    private final Athena athena;

    public ScanLimit(Athena athena) {
        this.athena = athena;
    }

    /**
     * Returns when the query may start.
     *
     * @throws ConfigException if it would scan more, or nothing tells how much it would scan
     */
    public void check(Query query, long maxBytes, BooleanSupplier cancelled) {
        String sql = COMMENT.matcher(query.sql()).replaceFirst("");
        String verb = sql.split("\\W", 2)[0].toUpperCase(Locale.ROOT);
        boolean creates = verb.equals("CREATE") && !TABLE_AS.matcher(sql).matches();
        if (creates || SCAN_NOTHING.contains(verb)) {
            return;
        }
        OptionalLong estimate = EXPLAINED.contains(verb) ? estimate(query, cancelled) : OptionalLong.empty();
        if (estimate.isPresent()) {
            if (estimate.getAsLong() > maxBytes) {
                throw new ConfigException(
                        "Cannot start the query: it would scan about %,d bytes, more than --max-scan %,d (read fewer columns or partitions, or raise it)"
                                .formatted(estimate.getAsLong(), maxBytes));
            }
            return;
        }
        OptionalLong cutoff = athena.cutoff();
        if (cutoff.isEmpty() || cutoff.getAsLong() > maxBytes) {
            throw new ConfigException(
                    "Cannot start the query: Athena has no estimate of what it scans, and work group '%s' %s (give the work group a limit of at most --max-scan %,d bytes, or leave --max-scan out)"
                            .formatted(
                                    athena.workGroup(),
                                    cutoff.isEmpty()
                                            ? "has no limit"
                                            : "allows %,d bytes".formatted(cutoff.getAsLong()),
                                    maxBytes));
        }
    }

    /** The bytes of all tables that are read, if each has an estimate. */
    private OptionalLong estimate(Query query, BooleanSupplier cancelled) {
        String sql = Placeholders.filled(query.sql(), query.parameters());
        Query explain = Query.of("EXPLAIN (TYPE IO, FORMAT JSON) " + sql, query.database());
        StringBuilder text = new StringBuilder();
        athena.run(explain, cancelled)
                .rows()
                .forEach(row -> text.append(row.get(0)).append('\n'));
        return sum(text.toString());
    }

    static OptionalLong sum(String plan) {
        try {
            JsonNode inputs = JSON.readTree(plan).path("inputTableColumnInfos");
            double sum = 0;
            for (JsonNode input : inputs) {
                JsonNode bytes = input.path("estimate").path("outputSizeInBytes");
                if (!bytes.isNumber() || Double.isNaN(bytes.asDouble())) {
                    return OptionalLong.empty();
                }
                sum += bytes.asDouble();
            }
            return inputs.isArray() ? OptionalLong.of((long) Math.ceil(sum)) : OptionalLong.empty();
        } catch (JsonProcessingException e) {
            return OptionalLong.empty();
        }
    }
}
