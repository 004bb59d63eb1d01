package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void goesThroughALoadWithoutALake() {
        assertThatCode(Rehearsal::run).doesNotThrowAnyException();
    }

    @Test
    void isOverWhenItIsClosed() {
        Rehearsal.start().close();
        Set<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .collect(Collectors.toSet());
        assertThat(threads).doesNotContain("rehearsal");
    }
}
