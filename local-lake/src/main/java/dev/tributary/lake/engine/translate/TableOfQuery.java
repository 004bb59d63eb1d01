package dev.tributary.lake.engine.translate;

import dev.tributary.lake.sql.Statement;
import dev.tributary.lake.sql.StatementFailed;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code CREATE TABLE … AS}: Athena's properties of the new table in the engine's words. */
final class TableOfQuery {
    private final Statement statement;
    private final Tokens tokens;
    private final int end;

    TableOfQuery(Statement statement, Tokens tokens, int end) {
        this.statement = statement;
        this.tokens = tokens;
        this.end = end;
    }

    /** Reads from CREATE on. */
    Plan.CreateTable plan(Rewriting rewriting) {
        tokens.expect("CREATE");
        tokens.expect("TABLE");
        boolean unlessThere = tokens.accept("IF", "NOT", "EXISTS");
        Name name = tokens.expectName();
        int aliases = tokens.offset();
        if (tokens.peek().is('(')) {
            tokens.closing();
        }
        int aliasesEnd = tokens.offset();
        String comment = comment();
        Properties properties = tokens.accept("WITH") ? Properties.read(tokens) : Properties.none(tokens);
        if (!tokens.peek().is("AS")) {
            throw StatementFailed.refused("Queries of this type are not supported");
        }
        boolean iceberg = properties.text("table_type").equalsIgnoreCase("iceberg");
        TableProperties translated = iceberg ? iceberg(properties) : hive(properties);
        String table = name.in(
                iceberg ? Translation.ICEBERG_CATALOG : name.catalog(Translation.CATALOG),
                Translation.database(statement));
        EngineSql sql = rewriting
                .put("CREATE TABLE " + (unlessThere ? "IF NOT EXISTS " : "") + table + " ")
                .keep(aliases, aliasesEnd)
                .put(comment + translated.with() + " ")
                .keep(tokens.offset(), end)
                .done();
        return new Plan.CreateTable(sql, table, translated.session());
    }

    private String comment() {
        return tokens.accept("COMMENT")
                ? " COMMENT " + tokens.expect(Token.Kind.STRING, "<string>").text()
                : "";
    }

    private TableProperties hive(Properties properties) {
        properties.allowOnly(Properties.HIVE);
        TableProperties translated = new TableProperties();
        translated.put("format", text(properties.textOr("format", "PARQUET").toUpperCase(Locale.ROOT)));
        String location = properties.text("external_location");
        translated.put("external_location", text(location.isEmpty() ? newLocation() : location));
        translated.copy(properties, "partitioned_by", "bucketed_by", "bucket_count", "null_format");
        String delimiter = properties.text("field_delimiter");
        if (!delimiter.isEmpty()) {
            translated.put("textfile_field_separator", text(delimiter));
        }
        translated.session("compression_codec", properties.compression("GZIP"));
        return translated;
    }

    private TableProperties iceberg(Properties properties) {
        properties.allowOnly(Properties.ICEBERG);
        if (!properties.text("is_external").equalsIgnoreCase("false")) {
            throw StatementFailed.user(
                    1200, "NOT_SUPPORTED: Iceberg tables cannot be external: set is_external to false");
        }
        if (properties.text("location").isEmpty()) {
            throw StatementFailed.user(
                    1101, "INVALID_TABLE_PROPERTY: An Iceberg table of a query needs the property location");
        }
        TableProperties translated = new TableProperties();
        translated.put("format", text(properties.textOr("format", "PARQUET").toUpperCase(Locale.ROOT)));
        translated.put("format_version", "2");
        translated.put("compression_codec", text(properties.compression("ZSTD")));
        translated.copy(properties, "location", "partitioning");
        Map<String, String> extra = properties.extra();
        if (!extra.isEmpty()) {
            translated.put(
                    "extra_properties",
                    "MAP(ARRAY[%s], ARRAY[%s])".formatted(list(extra.keySet()), list(extra.values())));
        }
        return translated;
    }

    private static String list(java.util.Collection<String> texts) {
        return texts.stream().map(TableOfQuery::text).collect(java.util.stream.Collectors.joining(", "));
    }

    /** Below the result location, as Athena does. */
    private String newLocation() {
        String results = statement.resultLocation();
        return results + (results.endsWith("/") ? "" : "/") + "tables/" + statement.id() + "/";
    }

    static String text(@Nullable String value) {
        return "'" + String.valueOf(value).replace("'", "''") + "'";
    }
}
