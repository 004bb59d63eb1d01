package dev.tributary.athena.iceberg;

import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/** How the columns of a table in the lake become those of a load: some get other names, wider types, or are new. */
final class ColumnChanges {
    private ColumnChanges() {}

    /** Renames, widens and adds columns, as the table has them; what the lake has already is left alone. */
    static void make(Transaction commit, Table table) {
        Map<String, String> renames = renames(table, commit.table().schema());
        if (!renames.isEmpty()) {
            UpdateSchema update = commit.updateSchema();
            renames.forEach(update::renameColumn);
            update.commit();
        }
        Map<String, Type.PrimitiveType> promotions =
                promotions(table, commit.table().schema());
        if (!promotions.isEmpty()) {
            UpdateSchema update = commit.updateSchema();
            promotions.forEach(update::updateColumn);
            update.commit();
        }
        addColumns(commit, table);
    }

    private static void addColumns(Transaction commit, Table table) {
        List<Column> missing = missing(table, commit.table().schema());
        if (missing.isEmpty()) {
            return;
        }
        UpdateSchema update = commit.updateSchema();
        missing.forEach(c -> update.addColumn(c.name(), IcebergSchema.type(table, c), c.description()));
        update.commit();
    }

    /** The names that columns of the lake get, by the ones they have: where a new name is not there yet and the old one is. */
    static Map<String, String> renames(Table table, Schema lake) {
        Map<String, String> renames = new LinkedHashMap<>();
        for (Column column : table.typedColumns()) {
            column.findOldName()
                    .filter(old -> lake.findField(column.name()) == null && lake.findField(old) != null)
                    .ifPresent(old -> renames.put(old, column.name()));
        }
        return renames;
    }

    /** The types that columns of the lake get, by name: wider ones that Iceberg reads old files with. */
    private static Map<String, Type.PrimitiveType> promotions(Table table, Schema lake) {
        Map<String, Type.PrimitiveType> promotions = new LinkedHashMap<>();
        for (Column column : table.typedColumns()) {
            Types.NestedField there = lake.findField(column.name());
            if (there != null) {
                Type needed = IcebergSchema.type(table, column);
                if (!needed.equals(there.type())
                        && TypeUtil.isPromotionAllowed(there.type(), needed.asPrimitiveType())) {
                    promotions.put(column.name(), needed.asPrimitiveType());
                }
            }
        }
        return promotions;
    }

    /** The lake's schema once columns are renamed and promoted; ids stay. */
    static Schema evolved(Table table, Schema lake) {
        Map<String, String> renames = renames(table, lake);
        Schema renamed = new Schema(lake.columns().stream()
                .map(f -> Types.NestedField.from(f)
                        .withName(renames.getOrDefault(f.name(), f.name()))
                        .build())
                .toList());
        Map<String, Type.PrimitiveType> promotions = promotions(table, renamed);
        return new Schema(renamed.columns().stream()
                .map(f -> promotions.containsKey(f.name())
                        ? Types.NestedField.from(f)
                                .ofType(promotions.get(f.name()))
                                .build()
                        : f)
                .toList());
    }

    /** The columns that a table of the lake lacks, in order. */
    static List<Column> missing(Table table, Schema lake) {
        return table.typedColumns().stream()
                .filter(c -> lake.findField(c.name()) == null)
                .toList();
    }
}
