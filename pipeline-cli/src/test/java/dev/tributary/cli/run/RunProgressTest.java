package dev.tributary.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.progress.Progress.Event;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private final RunProgress progress = new RunProgress();

    @Test
    void tellsRecordsAndTheirRate() {
        progress.on(new Event.Step("extracting"));
        progress.on(new Event.Extracted("games", 1_000));
        progress.on(new Event.Extracted("players", 2_000));
        progress.on(new Event.Rejected(7));
        assertThat(progress.line(Duration.ofSeconds(2), 100 << 20, 80))
                .isEqualTo("extracting | 3,000 records | 1,500/s | 7 rejects | heap 100 MiB | 2.0 s");
    }

    @Test
    void leavesOutTheHeapWhereATerminalIsTooNarrow() {
        progress.on(new Event.Step("extracting and normalizing"));
        progress.on(new Event.Extracted("games", 1_112_161));
        progress.on(new Event.Rejected(2));
        assertThat(progress.line(Duration.ofSeconds(10), 107 << 20, 80))
                .isEqualTo("extracting and normalizing | 1,112,161 records | 111,216/s | 2 rejects | 10.0 s");
        assertThat(progress.line(Duration.ofSeconds(10), 107 << 20, Integer.MAX_VALUE))
                .isEqualTo("extracting and normalizing | 1,112,161 records | 111,216/s | 2 rejects"
                        + " | heap 107 MiB | 10.0 s");
    }

    @Test
    void tellsUploadsUntilTheNextStep() {
        progress.on(new Event.Step("uploading"));
        progress.on(new Event.Uploaded(2, 5, 3 << 20));
        assertThat(progress.line(Duration.ofSeconds(1), 0, 80))
                .isEqualTo("uploading | 2 of 5 files, 3.0 MiB | heap 0 MiB | 1.0 s");
        progress.on(new Event.Step("committing"));
        assertThat(progress.line(Duration.ofSeconds(1), 0, 80)).startsWith("committing | heap 0");
    }

    @Test
    void showsTheLargestTables() {
        for (int i = 0; i < 8; i++) {
            progress.on(new Event.Written("t" + i, i, i));
        }
        assertThat(progress.tableLines())
                .hasSize(5)
                .first()
                .asString()
                .startsWith("  t7 ")
                .endsWith(" 7 B");
    }

    @Test
    void keepsEveryLineWithinATerminal() {
        progress.on(new Event.Step("a very long phrase ".repeat(10)));
        progress.on(new Event.Written("t".repeat(200), Long.MAX_VALUE / 1_000_000, Long.MAX_VALUE));
        assertThat(progress.line(Duration.ofSeconds(1), 0, 80)).hasSizeLessThanOrEqualTo(80);
        assertThat(progress.tableLines()).allSatisfy(l -> assertThat(l).hasSizeLessThanOrEqualTo(80));
    }
}
