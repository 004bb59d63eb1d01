package dev.tributary.fuzz;

import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.Slot;
import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** Everything that a batch became, line by line: tables and new columns in their order, and each value to the bit. */
final class RowsText {
    private RowsText() {}

    static List<String> of(BatchRows rows) {
        return of(rows, UnaryOperator.identity());
    }

    /** The same, with texts as they are told. */
    static List<String> of(BatchRows rows, UnaryOperator<String> told) {
        List<String> lines = new ArrayList<>();
        for (BatchTable table : rows.tables()) {
            BatchTable parent = table.parent();
            lines.add("table " + table.name() + " in " + (parent == null ? "-" : parent.name()) + ": " + table.rows());
            for (int row = 0; row < table.rows(); row++) {
                lines.add(" row " + row + ": parent " + table.parentRow(row) + " at " + table.listIndex(row) + " id "
                        + table.givenId(row));
            }
            table.newSlots().forEach(slot -> lines.add(" new " + slot.column()));
            table.slots().stream()
                    .filter(slot -> slot.isTyped() && slot.buffer().count() > 0)
                    .sorted(Comparator.comparing(Slot::name))
                    .forEach(slot -> column(slot, told, lines));
        }
        rows.discarded().stream().map(d -> "discarded " + d).sorted().forEach(lines::add);
        rows.breach().ifPresent(b -> lines.add("breach " + b.sentence()));
        return lines;
    }

    /** The same, and behind it how many records there were, and what was rejected, byte by byte. */
    static List<String> withRejects(BatchRows rows) {
        List<String> lines = of(rows);
        lines.add(rows.records() + " records");
        rows.rejects()
                .forEach(r -> lines.add(
                        r.path() + ": " + r.reason() + ": " + new String(r.raw().get(), StandardCharsets.ISO_8859_1)));
        return lines;
    }

    private static void column(Slot slot, UnaryOperator<String> told, List<String> lines) {
        ColumnBuffer buffer = slot.buffer();
        lines.add(" column " + slot.column() + (slot.isExact() ? " exact" : "") + (slot.isSoft() ? " soft" : ""));
        for (int i = 0; i < buffer.count(); i++) {
            lines.add("  " + buffer.row(i) + ": " + value(buffer, i, told));
        }
    }

    private static String value(ColumnBuffer buffer, int index, UnaryOperator<String> told) {
        if (buffer instanceof LongBuffer longs) {
            return String.valueOf(longs.get(index));
        }
        if (buffer instanceof DoubleBuffer doubles) {
            double value = doubles.get(index);
            return value + " " + Long.toHexString(Double.doubleToRawLongBits(value));
        }
        if (buffer instanceof BoolBuffer bools) {
            return String.valueOf(bools.get(index));
        }
        if (buffer instanceof DecimalBuffer decimals) {
            return decimals.get(index).toString();
        }
        BytesBuffer bytes = (BytesBuffer) buffer;
        String text = bytes.text(index);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        String raw =
                HexFormat.of().formatHex(bytes.array(), bytes.start(index), bytes.start(index) + bytes.length(index));
        return HexFormat.of().formatHex(utf8).equals(raw) ? told.apply(text) : text + " " + raw;
    }
}
