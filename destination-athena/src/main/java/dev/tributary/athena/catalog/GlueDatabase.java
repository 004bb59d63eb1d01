package dev.tributary.athena.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** The dataset's database in the Glue catalog, made when the first table needs it. Thread-safe. */
public final class GlueDatabase {
    private final GlueClient glue;
    private final @Nullable String catalogId;
    private final String name;
    private boolean exists;

    public GlueDatabase(GlueClient glue, @Nullable String catalogId, String name) {
        this.glue = glue;
        this.catalogId = catalogId;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public GlueClient glue() {
        return glue;
    }

    public @Nullable String catalogId() {
        return catalogId;
    }

    /** Makes the database unless it is there. */
    public synchronized void ensureExists() {
        if (exists) {
            return;
        }
        try {
            glue.getDatabase(b -> b.catalogId(catalogId).name(name));
        } catch (EntityNotFoundException absent) {
            create();
        }
        exists = true;
    }

    private void create() {
        try {
            glue.createDatabase(b -> b.catalogId(catalogId).databaseInput(d -> d.name(name)));
        } catch (AlreadyExistsException | ConcurrentModificationException e) {
            glue.getDatabase(b -> b.catalogId(catalogId).name(name));
        }
    }

    /** The table as Glue has it, if there is one. */
    public Optional<Table> find(String table) {
        try {
            return Optional.of(
                    glue.getTable(b -> b.catalogId(catalogId).databaseName(name).name(table))
                            .table());
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        }
    }

    /** All tables of the database; none where there is no database. */
    public List<Table> tables() {
        try {
            return glue.getTablesPaginator(b -> b.catalogId(catalogId).databaseName(name)).stream()
                    .flatMap(page -> page.tableList().stream())
                    .toList();
        } catch (EntityNotFoundException e) {
            return List.of();
        }
    }

    /** Registers a new table; false when there is one of that name. */
    public boolean create(TableInput input) {
        try {
            glue.createTable(b -> b.catalogId(catalogId).databaseName(name).tableInput(input));
            return true;
        } catch (AlreadyExistsException e) {
            return false;
        }
    }

    /** Takes a table out of the catalog, if it is there; its files stay. */
    public void delete(String table) {
        try {
            glue.deleteTable(b -> b.catalogId(catalogId).databaseName(name).name(table));
        } catch (EntityNotFoundException absent) {
            return;
        }
    }

    /** Exchanges a table's definition for a changed one; false when it was changed by others since it was read. */
    public boolean update(Table read, UnaryOperator<TableInput.Builder> change) {
        TableInput input = change.apply(input(read)).build();
        try {
            glue.updateTable(b -> b.catalogId(catalogId)
                    .databaseName(name)
                    .tableInput(input)
                    .versionId(read.versionId())
                    .skipArchive(true));
            return true;
        } catch (ConcurrentModificationException e) {
            return false;
        }
    }

    /** Whether a table is of the Iceberg format. */
    public static boolean isIceberg(Table table) {
        return "ICEBERG".equalsIgnoreCase(table.parameters().get("table_type"));
    }

    private static TableInput.Builder input(Table table) {
        return TableInput.builder()
                .name(table.name())
                .description(table.description())
                .owner(table.owner())
                .lastAccessTime(table.lastAccessTime())
                .lastAnalyzedTime(table.lastAnalyzedTime())
                .retention(table.retention())
                .storageDescriptor(table.storageDescriptor())
                .partitionKeys(table.partitionKeys())
                .viewOriginalText(table.viewOriginalText())
                .viewExpandedText(table.viewExpandedText())
                .tableType(table.tableType())
                .parameters(table.parameters())
                .targetTable(table.targetTable());
    }
}
