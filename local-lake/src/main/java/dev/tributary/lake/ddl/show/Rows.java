package dev.tributary.lake.ddl.show;

import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.sql.StatementOutput;
import java.util.List;
import java.util.stream.Stream;

/** Rows as Athena gives them for statements that are not queries: one text each, however many columns it names. */
final class Rows {

    private Rows() {}

    /** The answer of most statements, which also has a count of changed rows. */
    static void write(StatementOutput output, String column, Stream<String> rows) {
        write(output, List.of(column), rows);
        output.updateCount(0);
    }

    static void write(StatementOutput output, List<String> columns, Stream<String> rows) {
        output.columns(columns.stream()
                .map(name -> new ResultColumn(name, "string", 0, 0))
                .toList());
        rows.forEach(row -> output.row(List.of(row)));
    }

    /** The columns of a view, which are typed otherwise. */
    static void writeView(StatementOutput output, List<String> rows) {
        output.columns(List.of(new ResultColumn("column", "varchar", 0, 0), new ResultColumn("type", "varchar", 0, 0)));
        rows.forEach(row -> output.row(List.of(row)));
        output.updateCount(0);
    }
}
