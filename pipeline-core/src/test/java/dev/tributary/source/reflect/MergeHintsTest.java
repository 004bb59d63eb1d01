package dev.tributary.source.reflect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ConfigException;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.History;
import dev.tributary.source.Resource;
import dev.tributary.source.Source;
import dev.tributary.source.definition.TableHints;
import dev.tributary.source.definition.Validity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What annotations say of merging, and what does not go together. */
class MergeHintsTest {
    @Source
    static class HistorySource {
        @Resource(
                writeDisposition = WriteDisposition.MERGE,
                mergeStrategy = MergeStrategy.SCD2,
                mergeKey = "part",
                history =
                        @History(
                                validFrom = "since",
                                validTo = "until",
                                active = "9999-12-31T00:00:00Z",
                                boundary = "2024-08-21T12:15:00Z",
                                rowVersion = "version"))
        List<Map<String, Object>> prices() {
            return List.of();
        }
    }

    @Test
    void readsHowARowsValidityIsTold() {
        TableHints hints = SourceReader.read(HistorySource.class, SettingLookup.none())
                .resources()
                .get(0)
                .hints();
        assertThat(hints.validity())
                .isEqualTo(new Validity(
                        "since",
                        "until",
                        Instant.parse("9999-12-31T00:00:00Z"),
                        Instant.parse("2024-08-21T12:15:00Z"),
                        "version"));
    }

    @Source
    static class MistakesSource {
        @Resource(mergeStrategy = MergeStrategy.UPSERT)
        List<Map<String, Object>> a() {
            return List.of();
        }

        @Resource(
                writeDisposition = WriteDisposition.MERGE,
                mergeStrategy = MergeStrategy.UPSERT,
                mergeKey = "part",
                history = @History(active = "never"))
        List<Map<String, Object>> b() {
            return List.of();
        }

        @Resource(writeDisposition = WriteDisposition.MERGE, mergeStrategy = MergeStrategy.INSERT_ONLY)
        List<Map<String, Object>> c() {
            return List.of();
        }

        @Resource(
                writeDisposition = WriteDisposition.MERGE,
                primaryKey = "id",
                history = @History(rowVersion = "version"))
        List<Map<String, Object>> d() {
            return List.of();
        }

        @Resource(
                writeDisposition = WriteDisposition.MERGE,
                mergeStrategy = MergeStrategy.SCD2,
                history = @History(validFrom = "at", validTo = "at", boundary = "yesterday"))
        List<Map<String, Object>> e() {
            return List.of();
        }
    }

    @Test
    void reportsWhatDoesNotGoTogether() {
        assertThatThrownBy(() -> SourceReader.read(MistakesSource.class, SettingLookup.none()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(String.join(
                        "\n",
                        "Cannot read source MistakesSource: 8 problems",
                        "  1. @Resource 'a': mergeStrategy UPSERT is for write disposition MERGE (set it, or leave the strategy out)",
                        "  2. @Resource 'b': mergeStrategy UPSERT needs a primaryKey",
                        "  3. @Resource 'b': mergeStrategy UPSERT goes by primaryKey alone (leave mergeKey out)",
                        "  4. @Resource 'b': history has active 'never' (give a time as 2024-08-21T12:15:00Z)",
                        "  5. @Resource 'c': mergeStrategy INSERT_ONLY needs a primaryKey",
                        "  6. @Resource 'd': history is for mergeStrategy SCD2 (set it, or leave history out)",
                        "  7. @Resource 'e': history names column 'at' twice",
                        "  8. @Resource 'e': history has boundary 'yesterday' (give a time as 2024-08-21T12:15:00Z)"));
    }
}
