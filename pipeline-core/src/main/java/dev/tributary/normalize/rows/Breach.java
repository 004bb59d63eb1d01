package dev.tributary.normalize.rows;

import dev.tributary.schema.DataType;

/** A row that a contract freezes out: it fails the run unless the row is taken back. */
public record Breach(BatchTable table, int row, String sentence) {
    /** Characters of a value that a sentence shows. */
    private static final int SHOWN = 100;

    static Breach ofTable(BatchTable table, int row) {
        return new Breach(
                table,
                row,
                "Cannot add table '%s' to schema '%s': contract 'tables' is freeze and a record has rows for it (nothing is loaded; set it to evolve, or leave the list out)"
                        .formatted(table.name(), table.rules().schema()));
    }

    static Breach ofColumn(BatchTable table, int row, Slot slot, Object value) {
        return new Breach(
                table,
                row,
                "Cannot add column '%s' to table '%s' of schema '%s': contract 'columns' is freeze and a record has value '%s' (nothing is loaded; set it to evolve, or leave the value out)"
                        .formatted(slot.name(), table.name(), table.rules().schema(), shown(value)));
    }

    static Breach ofVariant(BatchTable table, int row, Slot slot, DataType needed, Object value) {
        return new Breach(
                table,
                row,
                "Cannot load value '%s' into column '%s' (%s) of table '%s' of schema '%s': contract 'data_type' is freeze and the value is %s (nothing is loaded; set it to evolve, or convert the value)"
                        .formatted(
                                shown(value),
                                slot.name(),
                                slot.type().id(),
                                table.name(),
                                table.rules().schema(),
                                needed.id()));
    }

    private static String shown(Object value) {
        String text = value instanceof byte[] bytes
                ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                : String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
