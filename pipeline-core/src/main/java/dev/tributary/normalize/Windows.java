package dev.tributary.normalize;

import dev.tributary.normalize.evolution.SchemaRegistry;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.schema.Column;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The rows that are held back, by root table; the tables in the order in which their first batches came. */
final class Windows {
    /** While so many records of a resource are held back, its new columns may still be widened. */
    private static final int MOST_RECORDS = 10_000;

    /** The share of the memory budget that held-back records may take. */
    private static final int MEMORY_SHARE = 4;

    private final SchemaRegistry registry;
    private final long mostBytes;
    private final Consumer<BatchRows> written;
    private final Map<String, Window> windows = new LinkedHashMap<>();

    /** Rows that are not held back any longer are written. */
    Windows(SchemaRegistry registry, long memoryBytes, Consumer<BatchRows> written) {
        this.registry = registry;
        this.mostBytes = memoryBytes / MEMORY_SHARE;
        this.written = written;
    }

    /** Widens columns, by table, in all rows that are held back. */
    void widen(Map<String, List<Column>> widened) {
        windows.values().forEach(w -> w.rows().forEach(held -> widen(held, widened)));
    }

    private static void widen(BatchRows held, Map<String, List<Column>> widened) {
        for (BatchTable table : held.tables()) {
            for (Column column : widened.getOrDefault(table.name(), List.of())) {
                table.slots().stream()
                        .filter(s -> s.name().equals(column.name()) && s.isTyped())
                        .forEach(s -> s.widen(column));
            }
        }
    }

    /** Holds rows back; ends the window that is full, or else the largest where all together are too large. */
    void hold(BatchRows rows) {
        Window window = windows.computeIfAbsent(registry.tableOf(rows.resource()), n -> new Window(rows.resource()));
        window.add(rows);
        if (window.records() >= MOST_RECORDS) {
            close(window);
        }
        while (windows.values().stream().mapToLong(Window::bytes).sum() > mostBytes) {
            close(Collections.max(windows.values(), Comparator.comparingLong(Window::bytes)));
        }
    }

    private void close(Window window) {
        registry.closeWindow(window.resource());
        windows.remove(registry.tableOf(window.resource()));
        window.rows().forEach(written);
    }

    /** Ends all windows. */
    void close() {
        List.copyOf(windows.values()).forEach(this::close);
    }
}
