package dev.tributary.rejects;

import dev.tributary.destination.StoredRow;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.normalize.Normalize;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.FileEnd;
import dev.tributary.parquet.ParquetFile;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.schema.Column;
import dev.tributary.schema.Table;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes some rejects out of their table: the data files that hold any are exchanged for one with their other rows, in the
 * same load as what becomes of those taken out. Rows are read again for each purpose, and never held.
 */
public final class RejectsChange {
    /** Takes out nothing. */
    public static final RejectsChange NONE = new RejectsChange(Stream::empty, reject -> false);

    private static final int ROWS_AT_ONCE = 1000;
    private static final String KEPT = "kept";

    private final Supplier<Stream<StoredRow>> rows;
    private final Predicate<RejectedRecord> taken;
    private final Set<String> files = new HashSet<>();
    private final Set<String> resources = new HashSet<>();

    /** Takes out rows that match; they are read once for each call, which gives all of them. */
    public RejectsChange(Supplier<Stream<StoredRow>> rows, Predicate<RejectedRecord> taken) {
        this.rows = rows;
        this.taken = taken;
        try (Stream<StoredRow> all = rows.get()) {
            all.forEach(row -> {
                RejectedRecord reject = RejectedRecord.of(row);
                if (taken.test(reject)) {
                    files.add(row.file());
                    resources.add(reject.resource());
                }
            });
        }
    }

    /** Whether nothing is taken out. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * A source that yields what is taken out, by the resources that had yielded it. What would replace a table is added to
     * it instead.
     */
    public SourceDefinition replayed(SourceDefinition source) {
        return source.with(source.resources().stream()
                .filter(r -> resources.contains(r.name()))
                .map(this::replayed)
                .toList());
    }

    private ResourceDefinition replayed(ResourceDefinition resource) {
        ResourceDefinition again = new ResourceDefinition(
                resource.name(), resource.hints(), true, (dev.tributary.source.definition.Records)
                        state -> records(resource.name()));
        return resource.hints().disposition() == WriteDisposition.REPLACE ? again.with(WriteDisposition.APPEND) : again;
    }

    private Stream<?> records(String resource) {
        return rows.get()
                .filter(row -> files.contains(row.file()))
                .map(RejectedRecord::of)
                .filter(reject -> reject.resource().equals(resource) && taken.test(reject))
                .map(reject -> reject.json().orElseThrow());
    }

    /** The tables of a package with what this does to the one of the rejects, whose new files go into the folder. */
    public List<PackagedTable> in(List<PackagedTable> tables, LoadId loadId, Table rejects, Path folder) {
        List<PackagedTable> all = new ArrayList<>();
        List<PackagedFile> fresh = new ArrayList<>();
        for (PackagedTable table : tables) {
            if (table.name().equals(rejects.name())) {
                fresh.addAll(table.files());
            } else {
                all.add(table);
            }
        }
        keep(rejects, loadId, folder, fresh);
        all.add(new PackagedTable(rejects.name(), fresh, files.stream().sorted().toList()));
        return all;
    }

    private void keep(Table rejects, LoadId loadId, Path folder, List<PackagedFile> fresh) {
        String fileId = KEPT + loadId.value().replace(".", "");
        Path path = folder.resolve(new PackagedFile(rejects.name(), fileId, 0, 0, List.of()).name());
        try (Stream<StoredRow> all = rows.get();
                ParquetFile file = ParquetFile.create(path, ParquetSettings.defaults(), rejects.format())) {
            Iterator<StoredRow> kept = all.filter(row -> files.contains(row.file()))
                    .filter(row -> !taken.test(RejectedRecord.of(row)))
                    .iterator();
            if (!kept.hasNext()) {
                return;
            }
            while (kept.hasNext()) {
                List<StoredRow> some = new ArrayList<>();
                while (some.size() < ROWS_AT_ONCE && kept.hasNext()) {
                    some.add(kept.next());
                }
                file.append(some.size(), columns(rejects, some));
            }
            FileEnd end = file.finish();
            fresh.add(new PackagedFile(rejects.name(), fileId, end.rows(), end.bytes(), List.of()));
        }
    }

    /** All columns of the table are texts. */
    private static List<ColumnData> columns(Table rejects, List<StoredRow> rows) {
        List<ColumnData> columns = new ArrayList<>();
        for (Column column : rejects.typedColumns()) {
            BytesBuffer texts = new BytesBuffer();
            for (int i = 0; i < rows.size(); i++) {
                Object value = rows.get(i).values().get(column.name());
                if (value != null) {
                    texts.put(i, value.toString());
                }
            }
            columns.add(new ColumnData(column, texts));
        }
        return columns;
    }

    /** The table's name. */
    public static String table() {
        return Normalize.REJECTS;
    }
}
