package dev.tributary.lake.ddl.show;

import dev.tributary.lake.ddl.catalog.GlueColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lines as Hive formats them: three fields parted by tabs, padded to twenty characters or missing. */
final class Padded {

    static final String EMPTY = "\t \t ";

    static final String COLUMNS = "# col_name            \tdata_type           \tcomment             ";

    private static final int WIDTH = 20;
    private static final String MISSING = "\t ";

    private Padded() {}

    static String field(String text) {
        int width = text.codePointCount(0, text.length());
        return width >= WIDTH ? text : text + " ".repeat(WIDTH - width);
    }

    static String heading(String text) {
        return text + MISSING + MISSING;
    }

    static String pair(String name, String value) {
        return field(name) + "\t" + field(value) + MISSING;
    }

    /** A column; its comment ends at a tab. */
    static String column(GlueColumn column) {
        String comment = field(column.commentText());
        int tab = comment.indexOf('\t');
        return field(column.name()) + "\t" + field(column.type()) + "\t"
                + (tab < 0 ? comment : comment.substring(0, tab));
    }

    /** Parameters under a heading, by key. */
    static List<String> parameters(String heading, Map<String, String> parameters) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(field(heading)));
        parameters.forEach((key, value) -> lines.add("\t" + field(key) + "\t" + field(value)));
        return lines;
    }
}
