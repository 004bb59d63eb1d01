package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.destination.FileStream;
import dev.tributary.destination.FileStreams;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.loadpackage.StreamedHead;
import dev.tributary.naming.NamingConvention;
import dev.tributary.parquet.Compression;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Schema;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are sent while they are written are those of a local package, cut in two. */
class StreamedFilesTest {
    private static final int PART = 20_000;
    private static final int LEAST = 3_000;

    /** What is behind the last row group takes less than so many times what its metadata take: they and their pages' index. */
    private static final int FOOTER = 3;

    private static final ResourceDefinition ITEMS = ResourceDefinition.of("items", state -> Stream.empty());

    @TempDir
    Path folder;

    /** Takes the parts of files whose table is not left out. */
    private static final class Received implements FileStreams {
        final Map<String, ByteArrayOutputStream> heads = new LinkedHashMap<>();
        final List<Integer> parts = new ArrayList<>();
        private final String leftOut;
        int abandoned;

        Received(String leftOut) {
            this.leftOut = leftOut;
        }

        @Override
        public long partBytes() {
            return PART;
        }

        @Override
        public long leastBytes() {
            return LEAST;
        }

        @Override
        public Optional<FileStream> begin(Schema schema, PackagedFile file) {
            assertThat(schema.find(file.table())).isPresent();
            if (file.table().equals(leftOut)) {
                return Optional.empty();
            }
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            heads.put(file.name(), head);
            return Optional.of(new FileStream() {
                @Override
                public void send(Path part) {
                    try {
                        byte[] bytes = Files.readAllBytes(part);
                        Files.delete(part);
                        parts.add(bytes.length);
                        head.writeBytes(bytes);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public StreamedHead head() {
                    return new StreamedHead("key of " + file.fileId(), "upload", head.size(), List.of("part"));
                }
            });
        }

        @Override
        public void abandon() {
            abandoned++;
        }
    }

    private static List<RecordBatch> batches() {
        Random random = new Random(1);
        return IntStream.range(0, 40)
                .<RecordBatch>mapToObj(b -> new RecordBatch.Objects(
                        ITEMS,
                        IntStream.range(0, 300)
                                .<Object>mapToObj(i -> Map.of(
                                        "id", b * 300 + i,
                                        "noise", Long.toString(random.nextLong(), 36),
                                        "list", List.of(random.nextInt(), random.nextInt())))
                                .toList()))
                .toList();
    }

    private NormalizeResult normalize(Path target, FileStreams streams) throws IOException {
        Files.createDirectories(target);
        NormalizeSettings settings = new NormalizeSettings(
                1 << 20,
                2,
                150_000,
                new ParquetSettings(Compression.SNAPPY, 15_000, 4_000, 4_000),
                NamingConvention.athena(),
                null,
                null);
        SourceDefinition source = new SourceDefinition("test", List.of(ITEMS), null);
        try (Normalize normalize = new Normalize(
                "test",
                NormalizedFiles.LOAD_ID,
                source,
                Schema.empty("test"),
                TableFormat.ICEBERG,
                target,
                streams,
                settings,
                Progress.NONE)) {
            batches().forEach(normalize::accept);
            return normalize.finish();
        }
    }

    private static List<PackagedFile> files(NormalizeResult result) {
        return result.tables().stream()
                .map(PackagedTable::files)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void areThoseOfALocalPackage() throws IOException {
        Received received = new Received("");
        List<PackagedFile> local = files(normalize(folder.resolve("local"), null));
        List<PackagedFile> streamed = files(normalize(folder.resolve("streamed"), received));

        assertThat(streamed).hasSameSizeAs(local).hasSizeGreaterThan(2);
        for (int i = 0; i < local.size(); i++) {
            PackagedFile file = streamed.get(i);
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            if (file.head().isPresent()) {
                assertThat(file.head().get().key()).isEqualTo("key of " + file.fileId());
                whole.writeBytes(received.heads.get(file.name()).toByteArray());
            }
            byte[] rest = Files.readAllBytes(folder.resolve("streamed").resolve(file.name()));
            assertThat(rest).hasSize((int) file.localBytes());
            int metadata = ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN).getInt(rest.length - 2 * Integer.BYTES);
            if (file.head().isPresent()) {
                assertThat(file.localBytes()).isBetween((long) metadata, (long) LEAST + FOOTER * metadata);
            }
            whole.writeBytes(rest);
            assertThat(whole.toByteArray())
                    .isEqualTo(Files.readAllBytes(
                            folder.resolve("local").resolve(local.get(i).name())));
            assertThat(file.bytes()).isEqualTo(local.get(i).bytes());
        }
        assertThat(received.parts).hasSizeGreaterThan(9).allMatch(bytes -> bytes >= LEAST);
        assertThat(received.parts).filteredOn(bytes -> bytes < PART).isNotEmpty();
        assertThat(received.abandoned).isZero();
        try (Stream<Path> left = Files.list(folder.resolve("streamed"))) {
            assertThat(left).hasSameSizeAs(local);
        }
    }

    @Test
    void stayWholeWhereTheDestinationWantsThat() throws IOException {
        Received received = new Received("items__list");
        List<PackagedFile> streamed = files(normalize(folder.resolve("streamed"), received));

        assertThat(streamed)
                .filteredOn(f -> f.table().equals("items__list"))
                .isNotEmpty()
                .allMatch(f -> f.head().isEmpty());
        assertThat(streamed)
                .filteredOn(f -> f.table().equals("items"))
                .anyMatch(f -> f.head().isPresent());
    }

    @Test
    void areAbandonedUnlessAllAreFinished() {
        Received received = new Received("");
        SourceDefinition source = new SourceDefinition("test", List.of(ITEMS), null);

        assertThatThrownBy(() -> {
                    try (Normalize normalize = new Normalize(
                            "test",
                            NormalizedFiles.LOAD_ID,
                            source,
                            Schema.empty("test"),
                            TableFormat.ICEBERG,
                            folder,
                            received,
                            NormalizedFiles.settings(1),
                            Progress.NONE)) {
                        normalize.accept(batches().get(0));
                        throw new IllegalStateException("stop");
                    }
                })
                .hasMessage("stop");

        assertThat(received.abandoned).isOne();
    }
}
