package dev.tributary.lake.engine.translate;

import dev.tributary.lake.sql.StatementFailed;
import java.util.Locale;
import java.util.UUID;

/** {@code UNLOAD (query) TO 's3://…' WITH (…)}: a table whose files stay when it goes. */
final class Unloading {
    /** A catalog of the engine that nobody else sees. */
    private static final String CATALOG = "unload";

    private static final String SCHEMA = "files";

    private final Tokens tokens;
    private final int end;

    Unloading(Tokens tokens, int end) {
        this.tokens = tokens;
        this.end = end;
    }

    /** Reads from after UNLOAD on. */
    Plan.Unload plan() {
        int from = tokens.offset() + 1;
        int to = tokens.closing();
        tokens.expect("TO");
        String location = tokens.expect(Token.Kind.STRING, "<string>").value();
        Properties properties = tokens.accept("WITH") ? Properties.read(tokens) : Properties.none(tokens);
        if (tokens.offset() < end) {
            throw tokens.mismatched("<EOF>");
        }
        properties.allowOnly(Properties.UNLOAD);
        if (properties.text("format").isEmpty()) {
            throw StatementFailed.user(1101, "INVALID_TABLE_PROPERTY: UNLOAD needs the property format");
        }
        TableProperties translated = new TableProperties();
        translated.put("format", TableOfQuery.text(properties.text("format").toUpperCase(Locale.ROOT)));
        translated.put("external_location", TableOfQuery.text(location.endsWith("/") ? location : location + "/"));
        translated.copy(properties, "partitioned_by");
        String delimiter = properties.text("field_delimiter");
        if (!delimiter.isEmpty()) {
            translated.put("textfile_field_separator", TableOfQuery.text(delimiter));
        }
        translated.session("compression_codec", Properties.codec(properties.textOr("compression", "GZIP")));
        String table = "%s.%s.%s"
                .formatted(
                        CATALOG,
                        SCHEMA,
                        Name.quote("u" + UUID.randomUUID().toString().replace("-", "")));
        EngineSql create = new Rewriting(tokens.sql())
                .put("CREATE TABLE " + table + translated.with() + " AS ")
                .keep(from, to)
                .done();
        String schema = "CREATE SCHEMA IF NOT EXISTS %s.%s".formatted(CATALOG, SCHEMA);
        return new Plan.Unload(schema, create, table, translated.sessionOf(CATALOG));
    }
}
