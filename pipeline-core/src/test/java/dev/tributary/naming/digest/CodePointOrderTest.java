package dev.tributary.naming.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodePointOrderTest {
    @Test
    void ordersTextsAsTheirUtf8() {
        List<String> texts = List.of(
                "", "a", "ab", "b", "\u00e9", "\ud7ff", "\ue000", "\uffff", "\ud800\udc00", "\udbff\udfff", "a\uffff");

        List<String> sorted = new ArrayList<>(texts);
        sorted.sort(CodePointOrder.INSTANCE);

        List<String> asBytes = new ArrayList<>(texts);
        asBytes.sort((a, b) ->
                Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        assertThat(sorted).isEqualTo(asBytes);
    }
}
