package dev.tributary.normalize;

import dev.tributary.schema.Schema;
import dev.tributary.source.RawJson;
import dev.tributary.source.definition.ResourceDefinition;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small heap is collected while rows are written, also where the collector would wait: JDK 25's does until the heap is as
 * large as it may be, JDK 17's where it is that from the start.
 */
class HeapGrowthIT {
    private static final int MB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void leavesLittleOfWhatNobodyNeedsAnyMore() throws Exception {
        SmallJvm.run(Child.class, List.of("-Xms320m", "-Xmx320m", "-Xmn16m"), folder.toString());
    }

    /** Runs in the small JVM. */
    static final class Child {
        public static void main(String[] arguments) {
            MemoryPoolMXBean old = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals("Tenured Gen"))
                    .findFirst()
                    .orElseThrow();
            long garbage = makeGarbage();
            check(old.getUsage().getUsed() >= garbage, old);

            ResourceDefinition events = ResourceDefinition.of(
                    "events", state -> Stream.of(new RawJson("events", () -> new NormalizeMemoryIT.Records(40 * MB))));
            NormalizedFiles.of(
                    Path.of(arguments[0]), NormalizedFiles.settings(2, 16 * MB), Schema.empty("test"), events);

            check(old.getUsage().getUsed() < garbage, old);
        }

        /** More than half of the heap; what is larger than the young generation is old at once. */
        private static long makeGarbage() {
            return new byte[176 * MB].length;
        }

        private static void check(boolean holds, MemoryPoolMXBean old) {
            if (!holds) {
                throw new AssertionError("the old generation has " + old.getUsage());
            }
        }
    }
}
