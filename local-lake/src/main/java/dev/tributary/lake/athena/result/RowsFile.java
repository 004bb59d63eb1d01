package dev.tributary.lake.athena.result;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in a form. CSV: every value in double quotes, which are doubled inside, NULL as nothing, {@code \n} after each
 * line. Text: values of a row joined by tabs, NULL as nothing, {@code \n} between lines. Not thread-safe.
 */
public final class RowsFile implements Closeable {

    private final BufferedWriter out;
    private final ResultForm form;
    private boolean empty = true;
    private long rows;

    /** Rows for a new file. */
    public RowsFile(Path file, ResultForm form) throws IOException {
        this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        this.form = form;
    }

    /** Writes the header that the form has; call it before any row. */
    public void header(List<String> names) throws IOException {
        if (form.hasHeader()) {
            row(names);
        }
    }

    public void row(List<? extends @Nullable String> values) throws IOException {
        if (form == ResultForm.ROWS) {
            csv(values);
        } else {
            text(values);
        }
    }

    private void csv(List<? extends @Nullable String> values) throws IOException {
        String separator = "";
        for (@Nullable String value : values) {
            out.write(separator);
            separator = ",";
            if (value != null) {
                out.write('"');
                out.write(value.indexOf('"') < 0 ? value : value.replace("\"", "\"\""));
                out.write('"');
            }
        }
        out.write('\n');
        rows++;
    }

    /** A line break in a value begins another row, as readers of the file cannot tell. */
    private void text(List<? extends @Nullable String> values) throws IOException {
        if (!empty) {
            out.write('\n');
        }
        empty = false;
        rows++;
        String separator = "";
        for (@Nullable String value : values) {
            out.write(separator);
            separator = "\t";
            if (value != null) {
                out.write(value);
                rows += value.chars().filter(c -> c == '\n').count();
            }
        }
    }

    /** Ends a plan as the service does, by one more line break. */
    public void end() throws IOException {
        if (form == ResultForm.PLAN) {
            out.write('\n');
            rows++;
        }
    }

    /** How many rows a reader will find, a header among them. */
    public long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
