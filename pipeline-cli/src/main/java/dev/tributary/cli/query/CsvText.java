package dev.tributary.cli.query;

import dev.tributary.athena.sql.ResultColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** RFC 4180: a line of names, then the rows. NULL is nothing, an empty text is two quotes. */
public record CsvText(Appendable out) implements ResultWriter {
    @Override
    public long write(List<ResultColumn> columns, Stream<List<@Nullable String>> rows) throws IOException {
        List<@Nullable String> names = new ArrayList<>();
        columns.forEach(c -> names.add(c.name()));
        line(names);
        long count = 0;
        for (Iterator<List<@Nullable String>> i = rows.iterator(); i.hasNext(); count++) {
            line(i.next());
        }
        return count;
    }

    private void line(List<@Nullable String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        out.append("\n");
    }

    private static String cell(@Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean plain =
                !value.isEmpty() && value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
