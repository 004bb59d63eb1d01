package dev.tributary.lake.engine.translate;

import java.util.List;

/** A table's name as it is written, with or without its database and catalog. */
record Name(List<String> parts) {
    Name {
        parts = List.copyOf(parts);
    }

    String table() {
        return parts.get(parts.size() - 1);
    }

    /** The whole name in a catalog of the engine, in quotes. */
    String in(String catalog, String database) {
        String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : database;
        return quote(catalog) + "." + quote(schema) + "." + quote(table());
    }

    /** Its catalog, or that of the statement. */
    String catalog(String otherwise) {
        return parts.size() == 3 ? parts.get(0) : otherwise;
    }

    /** The name of one of its metadata tables. */
    Name metadata(String kind) {
        List<String> renamed = new java.util.ArrayList<>(parts);
        renamed.set(parts.size() - 1, table() + "$" + kind);
        return new Name(renamed);
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
