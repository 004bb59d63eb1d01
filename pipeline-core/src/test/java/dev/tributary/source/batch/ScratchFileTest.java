package dev.tributary.source.batch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ScratchFileTest {
    @TempDir
    Path folder;

    @Test
    void addsBehindWhatWasCut() throws IOException {
        try (ScratchFile file = ScratchFile.in(folder)) {
            file.add("xonetwo".getBytes(US_ASCII), 1, 6);
            file.cut(3);
            file.end().write('T');

            assertThat(file.from(1).readAllBytes()).asString(US_ASCII).isEqualTo("neT");
        }
    }

    @Test
    void readsNothingOfWhatWasCut() throws IOException {
        try (ScratchFile file = ScratchFile.temporary()) {
            file.end().write("one two".getBytes(US_ASCII));
            file.cut(3);
            file.cut(5);

            assertThat(file.size()).isEqualTo(3);
            assertThat(file.from(0).readAllBytes()).asString(US_ASCII).isEqualTo("one");
            assertThat(file.read(1, new byte[8], 0, 8)).isEqualTo(2);
            assertThat(file.from(5).read()).isEqualTo(-1);
        }
    }

    /** Windows shows a file until it is closed. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isSeenByNobody() throws IOException {
        try (ScratchFile file = ScratchFile.in(folder)) {
            file.end().write(1);

            assertThat(folder).isEmptyDirectory();
        }
    }
}
