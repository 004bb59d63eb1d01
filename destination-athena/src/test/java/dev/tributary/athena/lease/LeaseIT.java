package dev.tributary.athena.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.athena.bucket.Bucket;
import dev.tributary.athena.client.AwsClients;
import dev.tributary.athena.client.Connection;
import dev.tributary.error.LoadException;
import dev.tributary.lake.LocalLake;
import dev.tributary.lake.LocalLakeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseIT {
    private static final Duration LENGTH = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    static LocalLake lake;
    static AwsClients clients;
    static Bucket bucket;

    private final HandClock clock = new HandClock();

    @BeforeAll
    static void start() {
        lake = LocalLake.start(LocalLakeSettings.at(folder));
        lake.createBucket("lake");
        clients = new AwsClients(new Connection(
                lake.region(),
                lake.s3Endpoint(),
                lake.glueEndpoint(),
                null,
                lake.accessKeyId(),
                lake.secretAccessKey(),
                null,
                null,
                null));
        bucket = new Bucket(clients.s3(), "lake");
    }

    @AfterAll
    static void stop() {
        clients.close();
        lake.close();
    }

    /** A clock that moves when it is told to, and when somebody sleeps. */
    private static final class HandClock implements LeaseClock {
        private Duration passed = Duration.ZERO;

        @Override
        public Instant now() {
            return Instant.parse("2026-01-01T00:00:00Z").plus(passed);
        }

        @Override
        public long nanos() {
            return passed.toNanos();
        }

        @Override
        public void sleep(Duration time) {
            passed = passed.plus(time);
        }
    }

    private Lease acquire(String key, Duration wait) {
        return Lease.acquire(bucket, key, "p", LENGTH, wait, clock);
    }

    @Test
    void isFreeOnceItIsReleased() {
        acquire("released", Duration.ZERO).close();
        try (Lease second = acquire("released", Duration.ZERO)) {
            assertThat(second.fence()).isEqualTo(2);
        }
    }

    @Test
    void isTakenOverOnceItHasExpiredAndThenRefusesItsFirstHolder() {
        Lease first = acquire("expired", Duration.ZERO);
        assertThatThrownBy(() -> acquire("expired", Duration.ofSeconds(1))).isInstanceOf(LoadException.class);
        try (Lease second = acquire("expired", LENGTH.plusSeconds(1))) {
            assertThat(second.fence()).isEqualTo(2);
            assertThatCode(second::ensureHeld).doesNotThrowAnyException();
            assertThatThrownBy(first::ensureHeld)
                    .isInstanceOfSatisfying(
                            LoadException.class, e -> assertThat(e.retryable()).isTrue())
                    .hasMessage("Cannot go on with pipeline 'p': its lease could not be renewed in time"
                            + " (run the pipeline again to finish)");
        }
    }

    @Test
    void isHeldForAsLongAsItIsRenewed() {
        try (Lease lease = acquire("renewed", Duration.ZERO)) {
            for (int i = 0; i < 4; i++) {
                clock.sleep(LENGTH.dividedBy(2));
                lease.renew();
                lease.ensureHeld();
            }
            assertThatThrownBy(() -> acquire("renewed", Duration.ZERO)).isInstanceOf(LoadException.class);
        }
    }

    @Test
    void isTakenOverAtOnceFromADeadProcessOfThisMachine() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Holder here = Holder.current();
        Holder gone = new Holder("u", "h", dead.pid(), Instant.EPOCH, here.machine(), "s");
        bucket.put("dead", new LeaseRecord(gone, 7, clock.now(), clock.now().plus(LENGTH)).bytes());
        try (Lease lease = acquire("dead", Duration.ZERO)) {
            assertThat(lease.fence()).isEqualTo(8);
        }
    }

    @Test
    void namesItsHolder() {
        Holder other = new Holder("u", "far", 17, Instant.EPOCH, "elsewhere", "s");
        bucket.put("named", new LeaseRecord(other, 1, clock.now(), clock.now().plus(LENGTH)).bytes());
        assertThatThrownBy(() -> acquire("named", Duration.ZERO))
                .hasMessage("Cannot run pipeline 'p': host far, process 17 holds its lease since 2026-01-01T00:00:00Z"
                        + " (wait for it to end, or run with --wait)");
    }
}
