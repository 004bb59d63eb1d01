package dev.tributary.benchmarks.duckdb;

import static dev.tributary.benchmarks.duckdb.Unfolding.quoted;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares two folders of Parquet files, a table's files in both beginning with its name. Each value is hashed together
 * with what identifies its row (a column of the root table, and the place in the list for a nested row), and the hashes of
 * a column are added up: so neither the order of the rows nor their system columns count, and everything else does.
 */
final class ValueCheck {
    /** A column whose values differ, or a table that only one side has. */
    record Difference(String table, String column, String ours, String theirs) {}

    /** What was compared. */
    record Outcome(int columns, long rows, List<Difference> differences) {}

    private static final String VARIANT = "__v_";
    private static final String SYSTEM = "_dlt_";

    private final Sql sql;
    private final String root;
    private final String key;

    /** The key is a column of the root table, of text, different in every row. */
    ValueCheck(Sql sql, String root, String key) {
        this.sql = sql;
        this.root = root;
        this.key = key;
    }

    /** One side: a query for each table. */
    record Side(Map<String, String> tables) {
        /** The files of folder: those of table t are named t.parquet or t.something.parquet. */
        static Side of(String folder, Set<String> tables) {
            Map<String, String> queries = new LinkedHashMap<>();
            tables.forEach(
                    t -> queries.put(t, "read_parquet('" + folder + "/" + t + ".*', hive_partitioning = false)"));
            return new Side(queries);
        }
    }

    Outcome compare(Side ours, Side theirs) throws SQLException {
        sql.run("SET TimeZone = 'UTC'");
        List<Difference> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>(ours.tables().keySet());
        names.addAll(theirs.tables().keySet());
        int columns = 0;
        long rows = 0;
        for (String table : names) {
            if (!ours.tables().containsKey(table) || !theirs.tables().containsKey(table)) {
                differences.add(new Difference(
                        table,
                        "",
                        presence(ours.tables().containsKey(table)),
                        presence(theirs.tables().containsKey(table))));
                continue;
            }
            Map<String, String> left = sql.types(ours.tables().get(table));
            Map<String, String> right = sql.types(theirs.tables().get(table));
            Map<String, String> ourHashes = hashes(ours, table, left, right);
            Map<String, String> theirHashes = hashes(theirs, table, right, left);
            rows += Long.parseLong(theirHashes.get(""));
            Set<String> all = new TreeSet<>(ourHashes.keySet());
            all.addAll(theirHashes.keySet());
            for (String column : all) {
                String our = ourHashes.getOrDefault(column, "absent");
                String their = theirHashes.getOrDefault(column, "absent");
                columns += column.isEmpty() ? 0 : 1;
                if (!our.equals(their)) {
                    differences.add(new Difference(table, column, our, their));
                }
            }
        }
        return new Outcome(columns, rows, differences);
    }

    private static String presence(boolean there) {
        return there ? "present" : "absent";
    }

    /** For each column the number of its values and the sum of their hashes; for the column without a name, the rows. */
    private Map<String, String> hashes(Side side, String table, Map<String, String> mine, Map<String, String> other)
            throws SQLException {
        boolean nested = !table.equals(root);
        String place = nested ? "p." + quoted(key) + ", t._dlt_list_idx" : "t." + quoted(key);
        String from = side.tables().get(table) + " t"
                + (nested
                        ? " JOIN (SELECT _dlt_id, " + quoted(key) + " FROM "
                                + side.tables().get(root) + ") p ON p._dlt_id = t._dlt_parent_id"
                        : "");
        List<String> names = new ArrayList<>(List.of(""));
        List<String> selected = new ArrayList<>(List.of("count(*)"));
        for (String column : mine.keySet()) {
            if (column.startsWith(SYSTEM) || variantOf(column, mine) != null) {
                continue;
            }
            String value = value(column, mine, other.getOrDefault(column, "VARCHAR"));
            names.add(column);
            selected.add("count(%s) || ' values, hash ' || coalesce(sum(hash(%s, %s)) FILTER (%s IS NOT NULL), 0)"
                    .formatted(value, place, value, value));
        }
        List<String> found = sql.row("SELECT " + String.join(", ", selected) + " FROM " + from);
        Map<String, String> hashes = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            hashes.put(names.get(i), found.get(i));
        }
        return hashes;
    }

    /** The value in a form that both sides can have: a column and its variants are text, as is what is JSON to the other. */
    private static String value(String column, Map<String, String> types, String otherType) {
        List<String> variants = types.keySet().stream()
                .filter(c -> column.equals(variantOf(c, types)))
                .toList();
        if (!variants.isEmpty()) {
            StringBuilder all = new StringBuilder("coalesce(t." + quoted(column) + "::VARCHAR");
            variants.forEach(v -> all.append(", t.").append(quoted(v)).append("::VARCHAR"));
            return all.append(")").toString();
        }
        String name = "t." + quoted(column);
        String type = types.get(column);
        if (type.equals("JSON")) {
            return "(" + name + " ->> '$')";
        }
        if (otherType.equals("JSON")) {
            return name + "::VARCHAR";
        }
        if (type.startsWith("TIMESTAMP") || otherType.startsWith("TIMESTAMP")) {
            return "epoch_us(" + name + "::TIMESTAMPTZ)";
        }
        if (type.equals("DOUBLE") || otherType.equals("DOUBLE")) {
            return name + "::DOUBLE";
        }
        return name;
    }

    /** The column that another one has the values of that don't fit: {@code v} for {@code v__v_text}. */
    private static @Nullable String variantOf(String column, Map<String, String> types) {
        int at = column.lastIndexOf(VARIANT);
        return at > 0 && types.containsKey(column.substring(0, at)) ? column.substring(0, at) : null;
    }
}
