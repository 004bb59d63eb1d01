package dev.tributary.athena;

import dev.tributary.Pipeline;
import dev.tributary.RunOptions;
import dev.tributary.RunSettings;
import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Steps;
import dev.tributary.naming.NamingConvention;
import dev.tributary.parquet.Compression;
import dev.tributary.report.RunReport;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs of records that hardly compress, in parts of 5 MiB: the smallest that S3 takes. */
final class StreamedRun {
    static final long PART = 5L << 20;
    static final Staging STREAM = new Staging(true, PART);
    static final Staging LOCAL = new Staging(false, PART);

    /** The bytes of a record. */
    static final int RECORD = 16 << 10;

    private static final String NOISE = noise();

    private StreamedRun() {}

    private static String noise() {
        StringBuilder text = new StringBuilder();
        new Random(7).ints(4 << 20, ' ' + 1, 127).forEach(c -> text.append((char) c));
        return text.toString();
    }

    /** Little memory and row groups of 1 MiB, so that bytes reach the files early. */
    static RunSettings settings(long fileBytes) {
        return new RunSettings(
                1, 8L << 20, 2, Compression.SNAPPY, 1L << 20, fileBytes, NamingConvention.DEFAULT, null, null);
    }

    /** Records that are numbered from a first one on. */
    static Stream<Map<String, Object>> records(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(id -> {
            int at = Math.floorMod(id * 104_729, NOISE.length() - RECORD);
            return Map.of("id", id, "noise", NOISE.substring(at, at + RECORD));
        });
    }

    /** A table of each format. */
    static SourceDefinition source(WriteDisposition disposition, int first, int count) {
        List<ResourceDefinition> resources = Stream.of(TableFormat.values())
                .map(format -> ResourceDefinition.of(format.id(), state -> records(first, count))
                        .with(format)
                        .with(disposition))
                .toList();
        return new SourceDefinition("shop", resources, null);
    }

    static RunReport run(
            AthenaSettings settings,
            Steps steps,
            String dataset,
            Path working,
            RunSettings how,
            SourceDefinition source) {
        AthenaDestination destination = AthenaDestination.of(settings, LeaseClock.SYSTEM, steps);
        return Pipeline.of("p", dataset, destination, working, how).run(source, RunOptions.defaults());
    }
}
