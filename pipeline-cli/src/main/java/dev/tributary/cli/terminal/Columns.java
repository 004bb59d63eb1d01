package dev.tributary.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text: the first column is left-aligned and gives way so that a line fits, the others are as wide as they need;
 * numbers stand to the right.
 */
public record Columns(List<String> titles, List<Boolean> numbers, List<List<String>> rows) {
    /** A terminal's width, in characters. */
    public static final int WIDTH = 80;

    private static final int GAP = 2;
    private static final int LEAST_FIRST = 12;

    /** The text, or its beginning and its end with {@code …} between. */
    public static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = (width - 1) / 2;
        return text.substring(0, width - 1 - end) + "…" + text.substring(text.length() - end);
    }

    /** The lines, the titles first. */
    public List<String> lines(int indent) {
        int[] widths = widths(indent);
        List<String> lines = new ArrayList<>(List.of(line(titles, widths, indent)));
        rows.forEach(row -> lines.add(line(row, widths, indent)));
        return lines;
    }

    private int[] widths(int indent) {
        int[] widths = titles.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        int others = indent;
        for (int i = 1; i < widths.length; i++) {
            others += widths[i] + GAP;
        }
        widths[0] = Math.max(LEAST_FIRST, Math.min(widths[0], WIDTH - others));
        return widths;
    }

    private String line(List<String> cells, int[] widths, int indent) {
        StringBuilder line = new StringBuilder(" ".repeat(indent));
        for (int i = 0; i < widths.length; i++) {
            String cell = cut(cells.get(i), widths[i]);
            String padding = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : " ".repeat(GAP)).append(numbers.get(i) ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }
}
