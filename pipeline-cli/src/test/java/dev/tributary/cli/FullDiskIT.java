package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room: the shell's limit on the size of a file stands for it, in a process of its own. */
class FullDiskIT {
    private static final int RECORDS = 20_000;

    @TempDir
    Path folder;

    @Test
    void saysWhereRoomIsNeededAndLosesNothing() throws Exception {
        writeRecords();

        Result full = run("ulimit -f 2000");

        // A slow machine tells of its progress before.
        assertThat(full.err().lines().reduce((earlier, last) -> last).orElse(""))
                .matches("Cannot write package [0-9.]+: File too large \\(nothing is loaded; make room in '.*' and run"
                        + " again\\)");
        assertThat(full.code()).isEqualTo(1);
        assertThat(folder.resolve(".dlt/pipelines/full/packages")).isEmptyDirectory();
        Result after = run("true");
        assertThat(after.code()).as(after.err()).isZero();
        assertThat(after.out()).contains("\"rows\":" + RECORDS);
    }

    private record Result(int code, String out, String err) {}

    private Result run(String before) throws IOException, InterruptedException {
        String command = before + "; exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                + System.getProperty("java.class.path") + "' " + Main.class.getName()
                + " run filesystem --pipeline full --json --set sources.filesystem.bucket_url=" + folder
                + " --set sources.filesystem.file_glob=random.jsonl";
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder("bash", "-c", command)
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, Files.readString(err));
    }

    private void writeRecords() throws IOException {
        Random random = new Random(1);
        byte[] noise = new byte[250];
        try (BufferedWriter lines = Files.newBufferedWriter(folder.resolve("random.jsonl"))) {
            for (int i = 0; i < RECORDS; i++) {
                random.nextBytes(noise);
                lines.write("{\"i\":" + i + ",\"noise\":\""
                        + java.util.HexFormat.of().formatHex(noise) + "\"}\n");
            }
        }
    }
}
