package dev.tributary.athena.iceberg;

import dev.tributary.athena.client.AwsClients;
import dev.tributary.athena.client.SharedClientFactory;
import dev.tributary.error.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.MetadataTableType;
import org.apache.iceberg.aws.glue.GlueCatalog;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

/**
 * The Iceberg tables of one Glue database, by the session's clients. A table that was looked at is remembered until it is
 * forgotten; commits always look again. Thread-safe, for tables that only one thread uses.
 */
public final class IcebergCatalog implements AutoCloseable {
    private final GlueClient glue;
    private final @Nullable String catalogId;
    private final String database;
    private final Map<String, String> properties;
    private @Nullable GlueCatalog catalog;
    private final Map<String, Optional<BaseTable>> seen = new ConcurrentHashMap<>();

    /** The warehouse is an address without a slash at its end. */
    public IcebergCatalog(AwsClients clients, @Nullable String catalogId, String warehouse, String database) {
        this.glue = clients.glue();
        this.catalogId = catalogId;
        this.database = database;
        this.properties = new HashMap<>(SharedClientFactory.share(clients));
        properties.put("warehouse", warehouse);
        properties.put("glue.skip-name-validation", "true");
        if (catalogId != null) {
            properties.put("glue.id", catalogId);
        }
    }

    /** Made when it is asked for: a session has two, and most loads use one. */
    synchronized Catalog catalog() {
        if (catalog == null) {
            catalog = new GlueCatalog();
            catalog.initialize("glue", properties);
        }
        return catalog;
    }

    TableIdentifier name(String table) {
        return TableIdentifier.of(database, table);
    }

    /**
     * The Iceberg table of that name, if there is one.
     *
     * @throws NoSuchIcebergTableException if there is a table of another format
     */
    public Optional<BaseTable> find(String table) {
        Optional<BaseTable> known = seen.get(table);
        if (known == null) {
            known = load(table);
            seen.put(table, known);
        }
        return known;
    }

    /** The same for a table that is to be written. */
    Optional<BaseTable> findOwn(String table) {
        try {
            return find(table);
        } catch (NoSuchIcebergTableException e) {
            throw new ConfigException(
                    "Cannot load table '%s': it is a Hive table and the pipeline writes Iceberg (run `pipeline migrate` to change the table, or set table format HIVE)"
                            .formatted(table),
                    e);
        }
    }

    private Optional<BaseTable> load(String table) {
        if (MetadataTableType.from(table) != null && !inGlue(table)) {
            return Optional.empty();
        }
        try {
            return Optional.of((BaseTable) catalog().loadTable(name(table)));
        } catch (NoSuchIcebergTableException e) {
            throw e;
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }

    /** Iceberg takes an absent table with such a name, as {@code files}, for one about a table that is named like the database. */
    private boolean inGlue(String table) {
        try {
            glue.getTable(b -> b.catalogId(catalogId).databaseName(database).name(table));
            return true;
        } catch (EntityNotFoundException e) {
            return false;
        }
    }

    /** Lets the next {@code find} of all tables look again. */
    public void forget() {
        seen.clear();
    }

    void forget(String table) {
        seen.remove(table);
    }

    @Override
    public synchronized void close() {
        SharedClientFactory.forget(properties);
        try {
            if (catalog != null) {
                catalog.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
