package dev.tributary.benchmarks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.duckdb.DuckType.Array;
import dev.tributary.benchmarks.duckdb.DuckType.Field;
import dev.tributary.benchmarks.duckdb.DuckType.Scalar;
import dev.tributary.benchmarks.duckdb.DuckType.Struct;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuckTypeTest {
    @Test
    void readsTypesWithinTypes() {
        assertThat(DuckType.parse(
                        "STRUCT(a DECIMAL(18,3), \"b \"\"c\" STRUCT(d TIMESTAMP WITH TIME ZONE)[], e VARCHAR[][])"))
                .isEqualTo(new Struct(List.of(
                        new Field("a", new Scalar("DECIMAL(18,3)")),
                        new Field(
                                "b \"c",
                                new Array(new Struct(List.of(new Field("d", new Scalar("TIMESTAMP WITH TIME ZONE")))))),
                        new Field("e", new Array(new Array(new Scalar("VARCHAR")))))));
    }

    @Test
    void readsATypeWithoutParts() {
        assertThat(DuckType.parse("BIGINT")).isEqualTo(new Scalar("BIGINT"));
    }
}
