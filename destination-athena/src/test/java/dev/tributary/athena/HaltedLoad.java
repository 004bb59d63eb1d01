package dev.tributary.athena;

import dev.tributary.athena.lease.LeaseClock;
import dev.tributary.athena.load.Step;
import dev.tributary.athena.load.Steps;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.TableFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A process of its own that loads a package and halts after a step. */
final class HaltedLoad {
    static final int HALTED = 42;

    private HaltedLoad() {}

    /** Settings of the lake whose addresses and keys are the first four arguments. */
    static AthenaSettings settings(String[] arguments) {
        return new AthenaSettings(
                "s3://" + TestLake.BUCKET + "/base",
                "us-east-1",
                URI.create(arguments[0]),
                URI.create(arguments[1]),
                arguments[2],
                arguments[3],
                null,
                null,
                "{table_name}/{load_id}.{file_id}.{ext}",
                TableFormat.HIVE,
                Map.of(),
                null,
                null,
                Duration.ofMinutes(2),
                4,
                null,
                AthenaQueries.DEFAULT);
    }

    public static void main(String[] arguments) throws Exception {
        AthenaSettings settings = settings(arguments);
        Step step = Step.valueOf(arguments[4]);
        Steps halt = (at, done) -> {
            if (at == step && done) {
                Runtime.getRuntime().halt(HALTED);
            }
        };
        try (DestinationSession session =
                AthenaDestination.of(settings, LeaseClock.SYSTEM, halt).open(new DatasetName("p", arguments[5]))) {
            session.acquire(Duration.ZERO);
            session.load(LoadPackage.find(Path.of(arguments[6])).orElseThrow());
        }
    }
}
