package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

class SharedFolderIT {

    @TempDir
    Path folder;

    LocalLake lake;
    S3Client s3;
    GlueClient glue;

    @BeforeEach
    void start() {
        lake = LocalLake.start(LocalLakeSettings.at(folder));
        s3 = Clients.s3(lake);
        glue = Clients.glue(lake);
        lake.createBucket(Counters.BUCKET);
        Counters.create(s3, glue);
    }

    @AfterEach
    void stop() {
        s3.close();
        glue.close();
        lake.close();
    }

    @Test
    void losesNothingBetweenLakesOfOneProcess() throws Exception {
        try (LocalLake second = LocalLake.start(LocalLakeSettings.at(folder));
                S3Client secondS3 = Clients.s3(second);
                GlueClient secondGlue = Clients.glue(second)) {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                writers.add(() -> countObject(s3, 15));
                writers.add(() -> countObject(secondS3, 15));
                writers.add(() -> countTable(glue, 15));
                writers.add(() -> countTable(secondGlue, 15));
            }
            Race.of(writers);
        }

        assertThat(Counters.object(s3)).isEqualTo(60);
        assertThat(Counters.table(glue)).isEqualTo(60);
    }

    @Test
    void losesNothingBetweenProcesses() throws Exception {
        Process other = OtherProcess.start(folder, 25);
        try (BufferedReader steps = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(steps.readLine()).isEqualTo("1");
            Race.of(List.of(() -> countObject(s3, 25), () -> countTable(glue, 25)));
            steps.lines().forEach(step -> {});
        }

        assertThat(other.waitFor()).isZero();
        assertThat(Counters.object(s3)).isEqualTo(50);
        assertThat(Counters.table(glue)).isEqualTo(50);
    }

    @Test
    void staysWholeWhenAProcessIsKilled() throws Exception {
        int acknowledged = 0;
        for (int round = 0; round < 2; round++) {
            Process other = OtherProcess.start(folder, 1_000_000);
            try (BufferedReader steps = other.inputReader(StandardCharsets.UTF_8)) {
                for (int i = 0; i < 20 + round; i++) {
                    steps.readLine();
                }
                other.toHandle().destroyForcibly();
                other.waitFor();
                acknowledged += 20 + round + (int) steps.lines().count();
            }
            Counters.countObject(s3, 1);
            Counters.countTable(glue, 1);
            acknowledged++;
        }

        assertThat(Counters.object(s3)).isBetween(acknowledged, acknowledged + 2);
        assertThat(Counters.table(glue)).isBetween(acknowledged, acknowledged + 2);
        assertThat(s3.listObjectsV2(r -> r.bucket(Counters.BUCKET)).contents()).hasSize(1);
    }

    @Test
    void startsBesideAnotherLakeInASecond() {
        long before = System.nanoTime();
        try (LocalLake another = LocalLake.start(LocalLakeSettings.at(folder))) {
            assertThat(another.s3Endpoint()).isNotEqualTo(lake.s3Endpoint());
        }
        assertThat((System.nanoTime() - before) / 1_000_000).isLessThan(1_000);
    }

    private static boolean countObject(S3Client client, int times) {
        Counters.countObject(client, times);
        return true;
    }

    private static boolean countTable(GlueClient client, int times) {
        Counters.countTable(client, times);
        return true;
    }
}
