package dev.tributary.lake.athena.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As measured on the service and published in github.com/aoyagikouhei/athena-local, docs/parameters.md. */
class ParameterValueTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'abc'                                | 'abc'
            'it''s'                              | 'it''s'
            1                                    | 1
            -1.5                                 | -1.5
            1.5E0                                | 1.5E0
            1 + 1                                | (1 + 1)
            (1 + 1) * 2                          | ((1 + 1) * 2)
            NULL                                 | NULL
            true                                 | true
            DATE '2020-01-01'                    | DATE '2020-01-01'
            TIMESTAMP '2020-01-01 00:00:00 UTC'  | TIMESTAMP '2020-01-01 00:00:00 UTC'
            INTERVAL '1' DAY                     | INTERVAL '1' DAY
            now()                                | now()
            current_date                         | current_date
            concat('a', upper('b'))              | concat('a', upper('b'))
            nosuchfunc(1)                        | nosuchfunc(1)
            1 OR 1=1                             | (1 OR 1=1)
            CAST('1' AS decimal(10, 2))          | CAST('1' AS decimal(10, 2))
            ARRAY[1, 2]                          | ARRAY[1, 2]
            1 --                                 | 1
            /* x */ 1 /* x */                    | 1
            """)
    void takesAnExpressionWithoutColumnsAsItIs(String value, String sql) {
        assertThat(ParameterValue.sql(value)).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            abc                                  | 'abc'
            abc def                              | 'abc def'
            it's                                 | 'it''s'
            123e4567-e89b-12d3-a456-426614174000 | '123e4567-e89b-12d3-a456-426614174000'
            x + 1                                | 'x + 1'
            t.x                                  | 't.x'
            "x"                                  | '"x"'
            2020-01-01T00:00                     | '2020-01-01T00:00'
            'open                                | '''open'
            1; DROP TABLE t                      | '1; DROP TABLE t'
            1) OR (1=1                           | '1) OR (1=1'
            1.2.3                                | '1.2.3'
            -- 1                                 | '-- 1'
            """)
    void takesAnythingElseForAString(String value, String sql) {
        assertThat(ParameterValue.sql(value)).isEqualTo(sql);
    }
}
