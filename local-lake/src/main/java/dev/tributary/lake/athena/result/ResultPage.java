package dev.tributary.lake.athena.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows cut from a file of rows.
 *
 * @param rows values of each; null is SQL's NULL
 * @param length how many bytes of the file they took
 */
public record ResultPage(List<List<@Nullable String>> rows, long length) {

    /**
     * Reads rows up to a number or the end.
     *
     * @param in the file from where a row begins; buffered for speed by the caller
     * @param rowsLeft how many rows there are from there on
     */
    public static ResultPage read(InputStream in, ResultForm form, int most, long rowsLeft) throws IOException {
        Cutter cutter = new Cutter(in);
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (rows.size() < Math.min(most, rowsLeft)) {
            rows.add(form == ResultForm.ROWS ? cutter.csv() : Collections.singletonList(cutter.line()));
        }
        return new ResultPage(rows, cutter.length);
    }

    private static final class Cutter {

        private final InputStream in;
        private long length;

        Cutter(InputStream in) {
            this.in = in;
        }

        private int next() throws IOException {
            int b = in.read();
            if (b >= 0) {
                length++;
            }
            return b;
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = next(); b >= 0 && b != '\n'; b = next()) {
                line.write(b);
            }
            return line.toString(StandardCharsets.UTF_8);
        }

        private List<@Nullable String> csv() throws IOException {
            List<@Nullable String> values = new ArrayList<>();
            int b = next();
            while (true) {
                @Nullable String value = null;
                if (b == '"') {
                    ByteArrayOutputStream quoted = new ByteArrayOutputStream();
                    b = quoted(quoted);
                    value = quoted.toString(StandardCharsets.UTF_8);
                }
                values.add(value);
                if (b != ',') {
                    return values;
                }
                b = next();
            }
        }

        /** Reads up to the closing quote and returns what follows it. */
        private int quoted(ByteArrayOutputStream value) throws IOException {
            while (true) {
                int b = next();
                if (b == '"') {
                    b = next();
                    if (b != '"') {
                        return b;
                    }
                }
                if (b < 0) {
                    return b;
                }
                value.write(b);
            }
        }
    }
}
