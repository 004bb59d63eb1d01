package dev.tributary.sources.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ExtractException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.source.RecordColumns;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlRowsTest {
    private final List<Connection> opened = new ArrayList<>();

    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        opened.add(connection);
        return connection;
    }

    private List<Map<String, Object>> rows(String query, Object... parameters) {
        try (Stream<RecordColumns> rows = SqlRows.of(this::open, query, parameters)) {
            List<Map<String, Object>> found = new ArrayList<>();
            rows.forEach(some -> some.records().forEach(r -> found.add(map(r))));
            return found;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object record) {
        return (Map<String, Object>) record;
    }

    @Test
    void readsEachTypeAsItIs() {
        Map<String, Object> row = rows("""
                        select 1::tinyint as tiny, 2::smallint as small, 3 as int, 4::bigint as big,
                          18446744073709551615::ubigint as huge, 0.5::real as real, 1.5::double as double,
                          12.50::decimal(10, 2) as dec, true as yes, 'Zoë' as text,
                          date '2024-02-29' as day, time '01:02:03' as time, timestamp '2024-01-02 03:04:05.678' as at,
                          timestamptz '2024-01-02 03:04:05+02' as zoned,
                          uuid '00000000-0000-0000-0000-000000000001' as uuid, [1, 2] as list, 'ab'::blob as bytes,
                          '{"a":1}'::json as json, interval 1 day as other""").get(0);

        assertThat(row)
                .containsEntry("tiny", 1L)
                .containsEntry("small", 2L)
                .containsEntry("int", 3L)
                .containsEntry("big", 4L)
                .containsEntry("huge", new BigInteger("18446744073709551615"))
                .containsEntry("real", 0.5)
                .containsEntry("double", 1.5)
                .containsEntry("dec", new BigDecimal("12.50"))
                .containsEntry("yes", true)
                .containsEntry("text", "Zoë")
                .containsEntry("day", LocalDate.of(2024, 2, 29))
                .containsEntry("time", LocalTime.of(1, 2, 3))
                .containsEntry("at", LocalDateTime.of(2024, 1, 2, 3, 4, 5, 678_000_000))
                .containsEntry("uuid", new UUID(0, 1))
                .containsEntry("json", "{\"a\":1}")
                .containsEntry("other", "1 day");
        assertThat(((OffsetDateTime) row.get("zoned")).toInstant()).isEqualTo("2024-01-02T01:04:05Z");
        assertThat((Object[]) row.get("list")).containsExactly(1, 2);
        assertThat((byte[]) row.get("bytes")).containsExactly('a', 'b');
    }

    @Test
    void readsNullsOfEachType() {
        Map<String, Object> row = rows("""
                        select null::int as int, null::double as double, null::boolean as yes, null::text as text,
                          null::decimal(9, 2) as dec, null::timestamp as at, null::blob as bytes, null::int[] as list,
                          null::uuid as uuid""").get(0);

        assertThat(row).hasSize(9);
        assertThat(row.values()).containsOnlyNulls();
    }

    @Test
    void readsRowsBatchAfterBatch() {
        String query = "select i as id, case when i % 3 = 0 then null else i / 2 end as half,"
                + " case when i % 7 = 0 then null else 'n' || i end as name from range(?) t(i)";

        List<Map<String, Object>> rows = rows(query, 2500L);

        assertThat(rows).hasSize(2500);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).values())
                    .containsExactlyElementsOf(Arrays.asList(
                            (long) i, i % 3 == 0 ? null : (Object) (i / 2.0), i % 7 == 0 ? null : "n" + i));
        }
        try (Stream<RecordColumns> batches = SqlRows.of(this::open, query, 2500L)) {
            assertThat(batches.map(RecordColumns::size)).containsExactly(1000, 1000, 500);
        }
    }

    @Test
    void closesWhatItOpened() throws SQLException {
        rows("select 1 as a");
        assertThat(rows("select 1 as a where false")).isEmpty();
        assertThatThrownBy(() -> rows("select nothing from nowhere")).isInstanceOf(ExtractException.class);

        assertThat(opened).hasSize(3);
        for (Connection connection : opened) {
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> rows("select 1 as a, 2 as a"))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot read rows by SQL: two columns are called 'a' (give one another name with AS)");
        assertThatThrownBy(() -> {
                    try (Stream<RecordColumns> rows = SqlRows.of(
                            () -> {
                                throw new SQLException("no such host");
                            },
                            "select 1")) {
                        rows.toList();
                    }
                })
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot read rows by SQL: no such host (nothing of this run is loaded)");
    }

    @ParameterizedTest
    @CsvSource({
        "-12:34:56.500, true",
        "838:59:59.000, true",
        "24:00:00, true",
        "23:59:59.999999, false",
        "00:00:00, false"
    })
    void tellsTimesThatNoDayHas(String time, boolean isLength) {
        assertThat(ColumnReader.LENGTH_OF_TIME.matcher(time).matches()).isEqualTo(isLength);
    }

    @Test
    void takesYearsForNumbers() {
        assertThat(DatabaseColumn.of("y", "`y`", Types.DATE, "YEAR", 4, 0).hint())
                .contains(Column.of("y", DataType.BIGINT));
    }
}
