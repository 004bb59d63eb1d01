package dev.tributary.normalize.evolution;

import dev.tributary.error.SchemaException;
import dev.tributary.normalize.contract.TableRules;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.SchemaContract.Mode;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a resource declares of a table that exists: names that change, types that become wider, and hints. What it does not
 * declare stays, and so does a type that can't become the declared one. Contracts hold for declared columns too.
 */
record DeclaredColumns(String schema, Table table, List<Column> declared, TableRules rules) {
    /** Hints that all columns of a table have together: those of an earlier declaration end with a new one. */
    private static final List<ColumnHint> COMPOUND =
            List.of(ColumnHint.PRIMARY_KEY, ColumnHint.MERGE_KEY, ColumnHint.CLUSTER);

    /** The table's columns, as they are from now on. */
    List<Column> merged() {
        List<Column> columns = new ArrayList<>(table.columns());
        for (ColumnHint hint : COMPOUND) {
            if (declared.stream().anyMatch(c -> c.has(hint))) {
                columns.replaceAll(c -> c.without(hint));
            }
        }
        for (Column column : declared) {
            int at = place(column);
            if (at >= 0) {
                columns.set(at, merged(columns.get(at), column));
            } else if (mayAdd(column)) {
                columns.add(column);
            }
        }
        return columns;
    }

    private int place(Column column) {
        int at = indexOf(column.name());
        if (at >= 0 || column.findOldName().isEmpty()) {
            return at;
        }
        String old = column.findOldName().get();
        int there = indexOf(old);
        if (there >= 0 && table.format() == TableFormat.HIVE) {
            throw new SchemaException(
                    "Cannot rename column '%s' of table '%s' to '%s': it is a Hive table, whose files name their columns (leave out renamedFrom to get a new column, or make it an Iceberg table)"
                            .formatted(old, table.name(), column.name()));
        }
        if (there >= 0 && table.partition().stream().anyMatch(f -> f.column().equals(old))) {
            throw new SchemaException(
                    "Cannot rename column '%s' of table '%s' to '%s': the table is partitioned by it (leave out renamedFrom to get a new column)"
                            .formatted(old, table.name(), column.name()));
        }
        return there;
    }

    private int indexOf(String name) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        return names.indexOf(name);
    }

    private boolean mayAdd(Column column) {
        if (column.type() == null) {
            return true;
        }
        Mode mode = rules.column(column.name(), false);
        if (mode == Mode.FREEZE) {
            throw new SchemaException(
                    "Cannot add column '%s' to table '%s' of schema '%s': contract 'columns' is freeze and the source declares it (nothing is loaded; set it to evolve, or leave the column out)"
                            .formatted(column.name(), table.name(), schema));
        }
        return mode == Mode.EVOLVE;
    }

    private Column merged(Column known, Column column) {
        Set<ColumnHint> hints = new TreeSet<>(known.hints());
        hints.addAll(column.hints());
        Column typed = typed(known, column);
        var other = new java.util.LinkedHashMap<>(known.other());
        other.putAll(column.other());
        if (!column.nullable()) {
            other.remove("nullable");
        }
        return new Column(
                column.name(),
                typed.type(),
                known.nullable() && column.nullable(),
                typed.precision(),
                typed.scale(),
                hints,
                Optional.ofNullable(column.description()).orElse(known.description()),
                other);
    }

    private Column typed(Column known, Column column) {
        if (known.type() == null) {
            return column;
        }
        if (column.type() != known.type() || !isWider(known, column)) {
            return known;
        }
        Mode mode = rules.contract().dataType();
        if (mode == Mode.FREEZE) {
            throw new SchemaException(
                    "Cannot widen column '%s' of table '%s' of schema '%s': contract 'data_type' is freeze and the source declares another precision (nothing is loaded; set it to evolve, or declare what is there)"
                            .formatted(known.name(), table.name(), schema));
        }
        return mode == Mode.EVOLVE ? column : known;
    }

    /** Whether Iceberg widens the one to the other in place: digits before the point, or bits; Hive tables stay. */
    private boolean isWider(Column known, Column column) {
        if (table.format() != TableFormat.ICEBERG) {
            return false;
        }
        if (known.type() == DataType.BIGINT) {
            return known.precision() != null && (column.precision() == null || column.precision() > known.precision());
        }
        return known.type() == DataType.DECIMAL
                && known.decimalScale() == column.decimalScale()
                && Objects.compare(known.decimalPrecision(), column.decimalPrecision(), Integer::compare) < 0;
    }
}
