package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tributary.naming.NamingConvention;
import dev.tributary.parquet.Compression;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMemoryTest {
    private static final ResourceDefinition EVENTS = ResourceDefinition.of("events", state -> Stream.empty());
    private static final long BUDGET = 16L << 20;

    /** Columns of so many fields hold 60 % of the budget after a row group. */
    private static final int FIELDS = 48;

    private static final int ROWS = 1_000;

    /** Until all arrays are as large as they become; two row groups. */
    private static final int FIRST_BATCHES = 30;

    /** Five row groups. */
    private static final int LATER_BATCHES = 40;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Random random = new Random(1);

    @TempDir
    Path folder;

    @Test
    void laterRowGroupsUseTheArraysOfThoseBefore() {
        int pageBytes = 128 << 10;
        NormalizeSettings settings = new NormalizeSettings(
                BUDGET,
                1,
                256L << 20,
                new ParquetSettings(Compression.ZSTD, 32L << 20, pageBytes, pageBytes),
                NamingConvention.athena(),
                null,
                null);
        SourceDefinition source = new SourceDefinition("test", List.of(EVENTS), null);
        try (Normalize normalize = NormalizedFiles.begin(folder, settings, source)) {
            allocatedBytes(normalize, FIRST_BATCHES);

            // where each row group took its arrays anew, it would be more than three times the budget
            assertThat(allocatedBytes(normalize, LATER_BATCHES)).isLessThan(BUDGET);
        }
    }

    /** What the one thread of a load allocates for so many batches of its own making. */
    private long allocatedBytes(Normalize normalize, int batches) {
        long allocated = 0;
        for (int i = 0; i < batches; i++) {
            RecordBatch batch = batch();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            normalize.accept(batch);
            allocated += threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        }
        return allocated;
    }

    private RecordBatch batch() {
        byte[] lines = Stream.generate(() -> line() + "\n")
                .limit(ROWS)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        return new JsonLines(EVENTS, "events.jsonl", lines, 0, lines.length, null, array -> {});
    }

    /** Numbers, texts that are all different, and texts of some thousand values. */
    private String line() {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        for (int i = 0; i < FIELDS; i++) {
            String value =
                    switch (i % 3) {
                        case 0 -> Integer.toString(random.nextInt());
                        case 1 -> '"' + Long.toString(random.nextLong(), 36) + '"';
                        default -> "\"kind " + random.nextInt(5_000) + '"';
                    };
            fields.add("\"f" + i + "\":" + value);
        }
        return fields.toString();
    }
}
