package dev.tributary.normalize.file;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.Work;
import dev.tributary.schema.Column;
import dev.tributary.source.batch.ScratchFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of partitions that get their files last, because many others have open ones. They wait in groups, each of a share of
 * the partitions, in memory, or compressed in a file that nobody else sees and that is gone when this is closed or the
 * process ends.
 */
final class WaitingRows implements AutoCloseable {
    private static final int GROUP_BITS = 6;

    /** Spreads the hashes of partitions, which follow each other closely, over the groups. */
    private static final int SPREAD = 0x9E37_79B9;

    private static final int ZSTD_LEVEL = 1;
    private static final int STREAM_BYTES = 64 << 10;

    private final String table;
    private final Path folder;
    private final List<Group> groups = new ArrayList<>();

    /** The columns of the rows in memory. */
    private final Map<String, Column> columns = new HashMap<>();

    private @Nullable ScratchFile file;

    WaitingRows(String table, Path folder) {
        this.table = table;
        this.folder = folder;
        for (int i = 0; i < 1 << GROUP_BITS; i++) {
            groups.add(new Group());
        }
    }

    /** The rows of some partitions. */
    static final class Group {
        private final Set<List<@Nullable String>> partitions = new LinkedHashSet<>();
        private final List<Stored> stored = new ArrayList<>();
        private final Map<String, ColumnData> columns = new LinkedHashMap<>();
        private int rows;

        /** The partitions in the order in which they came. */
        List<List<@Nullable String>> partitions() {
            return List.copyOf(partitions);
        }

        private ColumnBuffer column(Column column) {
            return columns.computeIfAbsent(column.name(), n -> new ColumnData(column, ColumnBuffer.of(column.type())))
                    .values();
        }

        private void forget() {
            columns.clear();
            rows = 0;
        }
    }

    /** Rows in the file, from a place on. */
    private record Stored(int rows, List<Column> columns, long position) {}

    /** Rows that came together. */
    record Rows(int count, List<ColumnData> columns) {}

    List<Group> groups() {
        return groups;
    }

    /** The memory that the rows take that are not in the file, in bytes, about. */
    long memory() {
        return groups.stream()
                        .flatMap(g -> g.columns.values().stream())
                        .mapToLong(c -> c.values().bytes())
                        .sum()
                / 2
                * 3;
    }

    /** The work of adding the selected rows of a batch, column by column. */
    List<Work> add(Map<List<@Nullable String>, int[]> selections, List<ColumnData> batch) {
        if (batch.stream().anyMatch(data -> isOther(data.column()))) {
            store();
        }
        batch.forEach(data -> columns.put(data.column().name(), data.column()));
        Map<Group, IntStream> selected = new LinkedHashMap<>();
        selections.forEach((partition, rows) -> {
            Group group = groups.get(partition.hashCode() * SPREAD >>> Integer.SIZE - GROUP_BITS);
            group.partitions.add(partition);
            selected.merge(group, Arrays.stream(rows), IntStream::concat);
        });
        List<Work> work = new ArrayList<>();
        selected.forEach((group, stream) -> {
            int[] rows = stream.sorted().toArray();
            int first = group.rows;
            group.rows += rows.length;
            for (ColumnData data : batch) {
                ColumnBuffer target = group.column(data.column());
                work.add(workspace -> target.put(first, data.values(), rows, rows.length));
            }
        });
        return work;
    }

    /** Whether the rows in memory have a column of that name that is another one. */
    private boolean isOther(Column column) {
        Column known = columns.get(column.name());
        return known != null && !known.equals(column);
    }

    /** Moves all rows from memory to the file. */
    void store() {
        try {
            ScratchFile target = file();
            for (Group group : groups) {
                if (group.rows > 0) {
                    group.stored.add(store(group, target));
                    group.forget();
                }
            }
            columns.clear();
        } catch (IOException e) {
            throw failure("keep", e);
        }
    }

    private ScratchFile file() throws IOException {
        if (file == null) {
            file = ScratchFile.in(folder);
        }
        return file;
    }

    private static Stored store(Group group, ScratchFile target) throws IOException {
        List<Column> stored = new ArrayList<>();
        long position = target.size();
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new ZstdOutputStreamNoFinalizer(target.end(), ZSTD_LEVEL), STREAM_BYTES))) {
            for (ColumnData data : group.columns.values()) {
                stored.add(data.column());
                StoredColumn.write(data.values(), out);
            }
        }
        return new Stored(group.rows, stored, position);
    }

    /** Hands over a group's rows, those that came first first; they may be {@link #store}d meanwhile. */
    void read(Group group, Consumer<Rows> taker) {
        try {
            for (int i = 0; i < group.stored.size(); i++) {
                taker.accept(read(group.stored.get(i)));
            }
        } catch (IOException e) {
            throw failure("read", e);
        }
        if (group.rows > 0) {
            taker.accept(new Rows(group.rows, List.copyOf(group.columns.values())));
        }
    }

    private Rows read(Stored stored) throws IOException {
        List<ColumnData> read = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(
                new ZstdInputStreamNoFinalizer(file().from(stored.position())), STREAM_BYTES))) {
            for (Column column : stored.columns()) {
                read.add(new ColumnData(column, StoredColumn.read(column.type(), in)));
            }
        }
        return new Rows(stored.rows(), read);
    }

    /** Forgets the rows of a group. */
    void forget(Group group) {
        group.partitions.clear();
        group.stored.clear();
        group.forget();
    }

    private UncheckedIOException failure(String what, IOException cause) {
        return new UncheckedIOException(
                "Cannot %s rows of table '%s' in folder '%s': %s".formatted(what, table, folder, cause.getMessage()),
                cause);
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw failure("drop", e);
        }
    }
}
