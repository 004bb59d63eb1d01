package dev.tributary.source.reflect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.schema.DataType;
import dev.tributary.schema.SortOrder;
import dev.tributary.source.Column;
import dev.tributary.source.Resource;
import dev.tributary.source.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowColumnsTest {
    private enum Side {
        WHITE
    }

    private record Place(String city, int number) {}

    private record Game(
            @Column(primaryKey = true, description = "its number")
            long id,

            @Column(name = "elo_rating", unique = true, sort = true, cluster = true) @Nullable
            Integer elo,

            Side side,

            @Column(precision = 10, scale = 2, mergeKey = true)
            BigDecimal prize,

            @Column(timezone = false, dedupSort = SortOrder.DESC, incremental = true)
            Instant ended,

            @Column(hardDelete = true, renamedFrom = "gone", properties = "x-owner=club")
            Boolean deleted,

            Place place,
            @Column(type = DataType.JSON) Place stored,
            List<String> moves) {}

    @Source
    static class Chess {
        @Resource(row = Game.class, columns = @Column(name = "side", type = DataType.TEXT, precision = 5))
        Stream<Game> games() {
            return Stream.empty();
        }
    }

    @Test
    void takesTypesAndHintsFromARecord() {
        dev.tributary.schema.Column id = column("id", DataType.BIGINT);
        assertThat(SourceReader.read(new Chess()).resources().get(0).hints().columns())
                .containsExactly(
                        id.primaryKey().description("its number"),
                        column("elo_rating", DataType.BIGINT).unique().sort().cluster(),
                        column("prize", DataType.DECIMAL).mergeKey().precision(10, 2),
                        column("ended", DataType.TIMESTAMP)
                                .property("timezone", BooleanNode.FALSE)
                                .dedupSort(SortOrder.DESC)
                                .incremental(),
                        column("deleted", DataType.BOOL)
                                .hardDelete()
                                .property("x-owner", TextNode.valueOf("club"))
                                .renamedFrom("gone"),
                        column("place__city", DataType.TEXT),
                        column("place__number", DataType.BIGINT),
                        column("stored", DataType.JSON),
                        column("side", DataType.TEXT).precision(5));
    }

    @Source
    static class Mistaken {
        private record Row(
                @Column(
                        type = {DataType.TEXT, DataType.BOOL},
                        dedupSort = {SortOrder.ASC, SortOrder.DESC})
                String a,

                @Column(precision = 2, scale = 3) BigDecimal b,
                @Column(properties = "owner") String c) {}

        @Resource(row = Row.class)
        Stream<Row> rows() {
            return Stream.empty();
        }
    }

    @Test
    void tellsAllMistakes() {
        assertThatThrownBy(() -> SourceReader.read(new Mistaken())).hasMessage("""
                        Cannot read source Mistaken: 4 problems
                          1. @Resource 'rows': column 'a' has 2 types (give one)
                          2. @Resource 'rows': column 'a' has 2 orders for dedupSort (give one)
                          3. @Resource 'rows': column 'b' has scale 3 above its precision 2
                          4. @Resource 'rows': column 'c' has property 'owner' (write "x-name=value")""");
    }

    private static dev.tributary.schema.Column column(String name, DataType type) {
        return dev.tributary.schema.Column.of(name, type);
    }
}
