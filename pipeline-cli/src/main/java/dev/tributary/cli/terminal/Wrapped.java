package dev.tributary.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines of a terminal's width. */
public final class Wrapped {
    private Wrapped() {}

    /** The lines, each with the indent before it. A word that is too long is cut. */
    public static List<String> lines(String indent, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int width = Columns.WIDTH - indent.length();
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(indent + line);
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(Columns.cut(word, width));
        }
        lines.add(indent + line);
        return lines;
    }
}
