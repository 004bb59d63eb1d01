package dev.tributary.cli.query;

import dev.tributary.athena.sql.ResultColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An aligned table for people. Widths are those of the first thousand rows, long values are cut, numbers stand to the right;
 * a value's line breaks are blanks.
 */
public record TableText(Appendable out) implements ResultWriter {
    private static final int MEASURED_ROWS = 1000;
    private static final int WIDEST = 40;
    private static final String NULL = "NULL";

    @Override
    public long write(List<ResultColumn> columns, Stream<List<@Nullable String>> rows) throws IOException {
        Iterator<List<@Nullable String>> iterator = rows.iterator();
        List<List<String>> first = new ArrayList<>();
        while (iterator.hasNext() && first.size() < MEASURED_ROWS) {
            first.add(cells(iterator.next()));
        }
        List<String> titles = columns.stream().map(c -> cut(c.name())).toList();
        int[] widths = titles.stream().mapToInt(String::length).toArray();
        first.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        line(columns, widths, titles);
        line(columns, widths, titles.stream().map(t -> "").toList(), '-');
        for (List<String> row : first) {
            line(columns, widths, row);
        }
        long count = first.size();
        for (; iterator.hasNext(); count++) {
            line(columns, widths, cells(iterator.next()));
        }
        return count;
    }

    private static List<String> cells(List<@Nullable String> row) {
        return row.stream().map(v -> v == null ? NULL : cut(v)).toList();
    }

    private static String cut(String value) {
        String line = value.replaceAll("\\s*[\\r\\n\\t]\\s*", " ");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }

    private void line(List<ResultColumn> columns, int[] widths, List<String> cells) throws IOException {
        line(columns, widths, cells, ' ');
    }

    private void line(List<ResultColumn> columns, int[] widths, List<String> cells, char fill) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String padding = String.valueOf(fill).repeat(Math.max(0, widths[i] - cell.length()));
            boolean right = ResultTypes.isNumber(columns.get(i));
            line.append(i == 0 ? "" : "  ").append(right ? padding + cell : cell + padding);
        }
        out.append(line.toString().stripTrailing()).append("\n");
    }
}
