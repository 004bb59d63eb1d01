package dev.tributary.athena.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScanLimitTest {
    @Test
    void addsWhatEachTableIsEstimatedAt() {
        assertThat(ScanLimit.sum("""
                {"inputTableColumnInfos": [
                  {"estimate": {"outputRowCount": 2.0, "outputSizeInBytes": 40.0}},
                  {"estimate": {"outputRowCount": 1.0, "outputSizeInBytes": 0.5}}]}""")).isEqualTo(OptionalLong.of(41));
    }

    @Test
    void knowsNothingWhereATableHasNoEstimate() {
        assertThat(ScanLimit.sum("""
                {"inputTableColumnInfos": [
                  {"estimate": {"outputSizeInBytes": 40.0}}, {"estimate": {"outputSizeInBytes": "NaN"}}]}""")).isEmpty();
        assertThat(ScanLimit.sum("not a plan")).isEmpty();
    }

    @Test
    void fillsPlaceholdersOutsideOfTextsAndComments() {
        assertThat(Placeholders.filled(
                        "select '?', \"a?\" -- ?\n from t /* ? */ where a = ? and b = ? and c = ?",
                        java.util.Arrays.asList("it's", 1)))
                .isEqualTo("select '?', \"a?\" -- ?\n from t /* ? */ where a = 'it''s' and b = 1 and c = ?");
    }

    @Test
    void readsNoTableAtAll() {
        assertThat(ScanLimit.sum("{\"inputTableColumnInfos\": []}")).isEqualTo(OptionalLong.of(0));
    }
}
