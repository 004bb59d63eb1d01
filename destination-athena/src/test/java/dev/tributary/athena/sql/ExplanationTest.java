package dev.tributary.athena.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    ICEBERG_COMMIT_ERROR: Failed to commit Iceberg update to table: db.t | true | another writer changed the table at the same time; run it again
                    HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers | false | write at most 100 partitions in one statement
                    ICEBERG_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers | false | write at most 100 partitions in one statement
                    HIVE_BAD_DATA: Field x's type BINARY in parquet file s3://b/k is incompatible | false | a file's column has another type than the table's; find it by "$path" and rewrite it
                    HIVE_CURSOR_ERROR: x. The specified key does not exist | true | a file was deleted while it was read; run it again
                    Access Denied (Service: Amazon S3; Status Code: 403) | false | check the permissions on the bucket and on its KMS key
                    """)
    void saysWhatHelps(String reason, boolean passes, String remedy) {
        Explanation found = Explanation.find(reason).orElseThrow();
        assertThat(found.passes()).isEqualTo(passes);
        assertThat(found.remedy()).isEqualTo(remedy);
    }

    @Test
    void knowsNoRemedyForWhatItDoesNotKnow() {
        assertThat(Explanation.find("DIVISION_BY_ZERO: Division by zero")).isEmpty();
    }

    @Test
    void writesLiterals() {
        assertThat(Literals.of(LocalDateTime.of(2024, 1, 2, 3, 4, 5, 6_000)))
                .isEqualTo("TIMESTAMP '2024-01-02 03:04:05.000006'");
        assertThat(Literals.of(1.5)).isEqualTo("DOUBLE '1.5'");
        assertThat(Literals.of(null)).isEqualTo("NULL");
        assertThat(Literals.name("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThatThrownBy(() -> Literals.of(new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("(text, a number, a truth, a date or a time)");
    }
}
