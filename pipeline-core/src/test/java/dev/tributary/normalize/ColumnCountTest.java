package dev.tributary.normalize;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.SchemaException;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnCountTest {
    private final ColumnCount count = new ColumnCount(256 << 20);

    @Test
    void saysWhichTableHasMoreColumnsThanTheHeapHasRoomFor() {
        assertThatThrownBy(() -> count.take(table("events", 50_002)))
                .isInstanceOf(SchemaException.class)
                .hasMessage("Cannot load table 'events': it has 50002 columns, and a heap of 256 MiB has room for about"
                        + " 29826 (give it more, for example TRIBUTARY_JAVA_OPTS=-Xmx643m, or keep objects as JSON with"
                        + " normalize.max_table_nesting if the names of their fields are data; nothing is loaded)");
    }

    @Test
    void countsTheColumnsOfAllTablesAsTheyAreNow() {
        count.take(table("events", 20_000));
        count.take(table("events", 20_001));
        count.take(table("orders", 9_000));

        assertThatThrownBy(() -> count.take(table("orders", 10_000)))
                .hasMessageStartingWith("Cannot load table 'events': it has 20001 columns, all tables of"
                        + " this load have 30001, and a heap of 256 MiB has room for about 29826 (");
    }

    private static Table table(String name, int columns) {
        return new Table(
                name,
                null,
                name,
                IntStream.range(0, columns)
                        .mapToObj(i -> Column.of("c" + i, DataType.TEXT))
                        .toList(),
                WriteDisposition.APPEND,
                TableFormat.HIVE,
                List.of(),
                null);
    }
}
