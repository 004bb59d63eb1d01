package dev.tributary.normalize;

import dev.tributary.normalize.file.TableFiles;
import dev.tributary.normalize.rows.BatchRows;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.parquet.ParquetFile;
import dev.tributary.parquet.memory.ArrayPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The memory that the open files of a load take, which keeps within a budget: the largest ones are written first. */
final class FileMemory {
    /** The share of the memory budget that open files leave to arrays that wait for the next batches. */
    private static final int SPARE_SHARE = 4;

    /** The share that open files may take while there is a large record. */
    private static final int ROOM_SHARE = 8;

    /** The share that open files may keep for the next values once their row groups are written. */
    private static final int KEPT_SHARE = 8;

    /** The share that has to be free for the next values once row groups are written, so that the next ones are not small. */
    private static final int NEXT_SHARE = 20;

    /** From so many on, what each takes at least counts. */
    private static final int MANY_COLUMNS = 1_000;

    /** The share that the descriptions of row groups on disk may take, which stay in memory until their file ends. */
    private static final int FOOTERS_SHARE = 8;

    /** The share by which a small heap grows before it is collected. */
    private static final int GROWTH_SHARE = 2;

    private final Map<String, TableFiles> files;
    private final long memoryBytes;
    private final ArrayPool pool;
    private final Workers workers;
    private final HeapGrowth growth;

    /** For files by their tables, which may become more. */
    FileMemory(Map<String, TableFiles> files, long memoryBytes, ArrayPool pool, Workers workers) {
        this.files = files;
        this.memoryBytes = memoryBytes;
        this.pool = pool;
        this.workers = workers;
        this.growth = new HeapGrowth(Runtime.getRuntime().maxMemory(), memoryBytes / GROWTH_SHARE);
    }

    /** Leaves the memory to what comes next: rows are written, and no arrays wait. */
    void makeRoom() {
        List<ParquetFile> open = open();
        if (bufferedBytes(open) + waitingMemory() > memoryBytes / ROOM_SHARE) {
            files.values().forEach(TableFiles::storeWaiting);
            open.forEach(file -> file.flushRowGroup(workers));
        }
        pool.shrink(0);
        // what the large record before left would stay, and the heap become as large as it may
        collect();
    }

    /** Looks ahead before a batch is added: thousands of columns may all need more memory for the same row. */
    void foresee(BatchRows rows) {
        List<ParquetFile> open = open();
        if (open.stream().mapToInt(ParquetFile::width).sum() >= MANY_COLUMNS) {
            long growth = 0;
            for (BatchTable table : rows.tables()) {
                TableFiles written = files.get(table.name());
                growth += written == null ? 0 : written.growth(table);
            }
            if (bufferedBytes(open) + growth > memoryBytes) {
                flushLargest(open);
            }
        }
    }

    /** Writes what is more than the budget, after a batch was added. */
    void keepWithinBudget() {
        List<ParquetFile> open = open();
        if (bufferedBytes(open) + waitingMemory() > mostBytes()) {
            files.values().forEach(TableFiles::storeWaiting);
            flushLargest(open);
        }
        keepFilesFew();
        keepFootersSmall();
        pool.shrink(memoryBytes - bufferedBytes(open()) - waitingMemory());
    }

    private void flushLargest(List<ParquetFile> open) {
        List<ParquetFile> largest = new ArrayList<>(open);
        largest.sort(Comparator.comparingLong(ParquetFile::bufferedBytes).reversed());
        long rest = bufferedBytes(open);
        for (ParquetFile file : largest) {
            if (rest > memoryBytes / 2) {
                rest -= file.bufferedBytes();
                file.flushRowGroup(workers);
            }
        }
        if (bufferedBytes(open) > memoryBytes / KEPT_SHARE) {
            // so much is kept for the next values only where there are many columns, and would end their row group
            // early
            open.stream().filter(file -> file.width() >= MANY_COLUMNS).forEach(ParquetFile::release);
        }
        if (bufferedBytes(open) > mostBytes() - memoryBytes / NEXT_SHARE) {
            open.forEach(ParquetFile::release);
        }
        if (growth.isDue(usedHeap())) {
            collect();
        }
    }

    private void collect() {
        System.gc();
        growth.collected(usedHeap());
    }

    private static long usedHeap() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** What open files may take. */
    private long mostBytes() {
        return memoryBytes - memoryBytes / SPARE_SHARE;
    }

    /** Finishes files of tables that have several, one for each partition, where the columns alone are too much. */
    private void keepFilesFew() {
        long most = memoryBytes / 2;
        if (bufferedBytes(open()) > mostBytes()) {
            finishLargest(ParquetFile::bufferedBytes, table -> table.openFiles().count() > 1, most);
        }
    }

    /** Finishes files that have very many chunks, so that what their footers will say of these takes little memory. */
    private void keepFootersSmall() {
        long most = memoryBytes / FOOTERS_SHARE;
        if (open().stream().mapToLong(ParquetFile::footerBytes).sum() > most) {
            finishLargest(ParquetFile::footerBytes, table -> true, most / 2);
        }
    }

    /** Finishes files of some tables, those of the largest size first, until all open ones have so much at most together. */
    private void finishLargest(ToLongFunction<ParquetFile> size, Predicate<TableFiles> some, long most) {
        Map<ParquetFile, TableFiles> tables = new LinkedHashMap<>();
        files.values().stream().filter(some).forEach(table -> table.openFiles().forEach(f -> tables.put(f, table)));
        List<ParquetFile> largest = new ArrayList<>(tables.keySet());
        largest.sort(Comparator.comparingLong(size).reversed());
        long rest = open().stream().mapToLong(size).sum();
        for (ParquetFile file : largest) {
            if (rest > most) {
                rest -= size.applyAsLong(file);
                Objects.requireNonNull(tables.get(file)).finish(file, workers);
            }
        }
    }

    private long waitingMemory() {
        return files.values().stream().mapToLong(TableFiles::waitingMemory).sum();
    }

    private List<ParquetFile> open() {
        return files.values().stream().flatMap(TableFiles::openFiles).toList();
    }

    private static long bufferedBytes(List<ParquetFile> open) {
        return open.stream().mapToLong(ParquetFile::bufferedBytes).sum();
    }
}
