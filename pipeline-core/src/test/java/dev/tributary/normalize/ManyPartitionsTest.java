package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.schema.PartitionField;
import dev.tributary.schema.PartitionField.Transform;
import dev.tributary.schema.Schema;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More partitions than may have open files, in no order. */
class ManyPartitionsTest {
    private static final int PARTITIONS = 1_000;
    private static final int RECORDS = 30_000;

    @TempDir
    Path folder;

    @Test
    void haveAllOfTheirRowsInOneFileInOrder() throws IOException {
        NormalizedFiles whole = write("whole", 1, 64 << 20, events());
        NormalizedFiles parts = write("parts", 1, 64 << 20, partitioned());

        assertThat(parts.result().tables().get(0).files())
                .hasSize(PARTITIONS)
                .extracting(PackagedFile::partition)
                .doesNotHaveDuplicates();
        Map<Object, Long> lastIds = new HashMap<>();
        List<Map<String, Object>> rows = parts.rows("events");
        for (Map<String, Object> row : rows) {
            Long last = lastIds.put(row.get("day"), (Long) row.get("id"));
            assertThat(last)
                    .as("id before %s", row)
                    .satisfiesAnyOf(
                            l -> assertThat(l).isNull(), l -> assertThat(l).isLessThan((Long) row.get("id")));
        }
        rows.sort(Comparator.comparing(row -> (Long) row.get("id")));
        assertThat(rows).isEqualTo(whole.rows("events"));
        assertThat(parts.rows("events__items")).isEqualTo(whole.rows("events__items"));
        assertThat(folder.resolve("parts")).isDirectoryNotContaining("glob:**/scratch-*");
    }

    @Test
    void haveTheSameBytesWithAnyNumberOfWorkersAndWhereRowsWaitOnTheDisk() throws IOException {
        write("one", 1, 1 << 20, partitioned());
        write("three", 3, 1 << 20, partitioned());

        assertThat(hashes("three")).hasSizeGreaterThan(PARTITIONS).isEqualTo(hashes("one"));
        assertThat(NormalizedFiles.query("select count(*) n, count(distinct id) d, sum(id) s from '"
                                + folder.resolve("one") + "/events.*.parquet'")
                        .toString())
                .isEqualTo("[{n=30000, d=30000, s=449985000}]");
    }

    private NormalizedFiles write(String name, int workers, long memory, ResourceDefinition resource)
            throws IOException {
        return NormalizedFiles.of(
                Files.createDirectory(folder.resolve(name)),
                NormalizedFiles.settings(workers, memory),
                Schema.empty("test"),
                resource);
    }

    private Map<String, Integer> hashes(String name) throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder.resolve(name))) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static ResourceDefinition partitioned() {
        return events().with(TableHints.of("events").partition(new PartitionField("day", Transform.IDENTITY, null)));
    }

    /** Every fortieth has no day, and later ones have a column more. */
    private static ResourceDefinition events() {
        Random random = new Random(11);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < RECORDS; i++) {
            text.append("{\"id\":%d,\"name\":\"%s\",\"share\":%s,\"ok\":%b,\"at\":\"2026-01-01T00:00:00.%06dZ\""
                    .formatted(i, "n".repeat(random.nextInt(9)), i / 8.0, i % 3 == 0, i));
            if (i % 40 > 0) {
                text.append(",\"day\":\"d%d\"".formatted(random.nextInt(PARTITIONS - 1)));
            }
            if (i > RECORDS / 2 && i % 7 == 0) {
                text.append(",\"late\":1234567890123456789012");
            }
            text.append(i % 50 == 0 ? ",\"items\":[%d]}\n".formatted(i) : "}\n");
        }
        return ResourceDefinition.of("events", state -> Stream.of(RawJson.of("events", text.toString())));
    }
}
