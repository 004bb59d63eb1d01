package dev.tributary.lake.engine.translate;

import java.util.Map;

/** What the engine has to do for a statement. Names of tables in it are whole and quoted. */
public sealed interface Plan {
    /** Runs one statement and hands over its rows. */
    record Read(EngineSql sql) implements Plan {}

    /**
     * Changes the rows of a table.
     *
     * @param properties the metadata table of its properties
     */
    record Write(EngineSql sql, String table, String properties) implements Plan {}

    /** Runs one statement that neither reads rows nor writes any, such as that of a view. */
    record Define(EngineSql sql) implements Plan {}

    /**
     * Makes a table of a query.
     *
     * @param session properties of the engine's session, by {@code catalog.name}
     */
    record CreateTable(EngineSql sql, String table, Map<String, String> session) implements Plan {
        public CreateTable {
            session = Map.copyOf(session);
        }
    }

    /**
     * Writes files of a query, by a table that goes again.
     *
     * @param schema makes what the table is in
     */
    record Unload(String schema, EngineSql create, String table, Map<String, String> session) implements Plan {
        public Unload {
            session = Map.copyOf(session);
        }
    }

    /**
     * Joins an Iceberg table's small files and applies its deletes.
     *
     * @param properties the metadata table of its properties
     * @param partitions the metadata table of its partitions, empty text where only some of them are meant
     */
    record Optimize(EngineSql sql, String table, String properties, String partitions) implements Plan {}

    /**
     * Removes an Iceberg table's old snapshots, and files that nothing refers to.
     *
     * @param properties the metadata table of its properties
     * @param entries the metadata table of the files of all its snapshots
     */
    record Vacuum(String table, String properties, String entries) implements Plan {}
}
