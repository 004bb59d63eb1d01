package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.naming.NamingConvention;
import dev.tributary.parquet.Compression;
import dev.tributary.parquet.ParquetSettings;
import dev.tributary.parquet.Work;
import dev.tributary.schema.Schema;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersTest {
    @TempDir
    Path folder;

    @Test
    void writesTheSameBytesWithAnyNumberOfWorkers() throws Exception {
        byte[] records = records(20_000);

        Map<String, Integer> alone = write(records, 1);

        assertThat(alone).hasSizeGreaterThan(4);
        for (int workers : new int[] {2, 4}) {
            assertThat(write(records, workers)).isEqualTo(alone);
        }
    }

    /** The files by name, each as the hash of its bytes. */
    private Map<String, Integer> write(byte[] records, int workers) throws IOException {
        Path target = Files.createDirectory(folder.resolve("w" + workers));
        NormalizeSettings settings = new NormalizeSettings(
                1L << 20,
                workers,
                1L << 17,
                new ParquetSettings(Compression.ZSTD, 1 << 16, 1 << 12, 1 << 12),
                NamingConvention.athena(),
                null,
                null);
        ResourceDefinition events = ResourceDefinition.of(
                "events", state -> Stream.of(new RawJson("events", () -> new ByteArrayInputStream(records))));
        NormalizedFiles.of(target, settings, Schema.empty("test"), events);
        Map<String, Integer> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(target)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static byte[] records(int count) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("{\"id\":%d,\"name\":\"n%d\",\"noise\":%d,\"share\":%s"
                    .formatted(i, random.nextInt(50), random.nextLong(), random.nextInt(100) / 8.0));
            if (random.nextInt(3) == 0) {
                text.append(",\"late%d\":true".formatted(random.nextInt(1 + i / 4000)));
            }
            text.append(",\"items\":[{\"sku\":\"s%d\"},{\"sku\":\"t\",\"tags\":[%d]}]}\n"
                    .formatted(random.nextInt(), random.nextInt()));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void doesAPieceOfWorkOnceAndSeveralAtATime() {
        try (Workers workers = new Workers(4)) {
            CountDownLatch all = new CountDownLatch(4);
            AtomicInteger done = new AtomicInteger();
            List<Work> work = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                work.add(workspace -> {
                    all.countDown();
                    await(all);
                    done.incrementAndGet();
                });
            }

            workers.run(work);

            assertThat(done).hasValue(4);
        }
    }

    @Test
    void givesEachThreadItsOwnWorkspace() {
        try (Workers workers = new Workers(3)) {
            CountDownLatch all = new CountDownLatch(3);
            Set<Object> workspaces = new HashSet<>();
            Work work = workspace -> {
                all.countDown();
                await(all);
                synchronized (workspaces) {
                    workspaces.add(workspace);
                }
            };

            workers.run(List.of(work, work, work));

            assertThat(workspaces).hasSize(3);
        }
    }

    @Test
    void throwsWhatTheFirstPieceThrew() {
        try (Workers workers = new Workers(2)) {
            AtomicInteger done = new AtomicInteger();
            List<Work> work = List.of(
                    workspace -> done.incrementAndGet(),
                    workspace -> {
                        throw new IllegalStateException("first");
                    },
                    workspace -> {
                        throw new IllegalStateException("second");
                    },
                    workspace -> done.incrementAndGet());

            assertThatThrownBy(() -> workers.run(work))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("first");
            assertThat(done).hasValue(2);
        }
    }

    @Test
    void doesTasksAfterTheirThreadWasHelped() throws Exception {
        try (Workers workers = new Workers(2)) {
            workers.run(List.of(workspace -> {}));

            assertThat(workers.submit(() -> "done").get()).isEqualTo("done");
        }
    }

    @Test
    void doesOnItsOwnThreadWhatNobodyHasBegun() throws Exception {
        try (Workers workers = new Workers(1)) {
            Future<Thread> first = workers.submit(Thread::currentThread);
            Future<Thread> second = workers.submit(Thread::currentThread);

            assertThat(workers.result(second)).isSameAs(Thread.currentThread());
            assertThat(workers.result(first)).isSameAs(Thread.currentThread());
        }
    }

    @Test
    void doesOtherTasksWhileAWorkerIsAtTheOneAskedFor() throws Exception {
        try (Workers workers = new Workers(2)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch other = new CountDownLatch(1);
            Future<Thread> first = workers.submit(() -> {
                begun.countDown();
                await(other);
                return Thread.currentThread();
            });
            await(begun);
            Future<Thread> second = workers.submit(() -> {
                other.countDown();
                return Thread.currentThread();
            });

            assertThat(workers.result(first)).isNotSameAs(Thread.currentThread());
            assertThat(second.get()).isSameAs(Thread.currentThread());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
