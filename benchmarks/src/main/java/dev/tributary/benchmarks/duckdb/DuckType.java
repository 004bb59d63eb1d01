package dev.tributary.benchmarks.duckdb;

import java.util.ArrayList;
import java.util.List;

/** A type as DuckDB writes it. */
sealed interface DuckType {
    /** A type without parts. */
    record Scalar(String name) implements DuckType {}

    /** An object with fields. */
    record Struct(List<Field> fields) implements DuckType {}

    /** A list of values. */
    record Array(DuckType element) implements DuckType {}

    /** A field of an object, or a column. */
    record Field(String name, DuckType type) {}

    /** Reads a type, such as {@code STRUCT(a BIGINT, "b" VARCHAR[])[]}. */
    static DuckType parse(String text) {
        return new Parser(text).type();
    }

    /** Reads from left to right. */
    final class Parser {
        private static final String STRUCT = "STRUCT(";

        private final String text;
        private int at;

        private Parser(String text) {
            this.text = text;
        }

        private DuckType type() {
            DuckType type = text.startsWith(STRUCT, at) ? struct() : scalar();
            while (text.startsWith("[]", at)) {
                at += 2;
                type = new Array(type);
            }
            return type;
        }

        private DuckType struct() {
            at += STRUCT.length();
            List<Field> fields = new ArrayList<>();
            while (text.charAt(at) != ')') {
                String name = name();
                at++;
                fields.add(new Field(name, type()));
                if (text.startsWith(", ", at)) {
                    at += 2;
                }
            }
            at++;
            return new Struct(fields);
        }

        private String name() {
            if (text.charAt(at) != '"') {
                int end = text.indexOf(' ', at);
                String name = text.substring(at, end);
                at = end;
                return name;
            }
            StringBuilder name = new StringBuilder();
            for (at++; text.charAt(at) != '"' || text.startsWith("\"\"", at); at++) {
                if (text.charAt(at) == '"') {
                    at++;
                }
                name.append(text.charAt(at));
            }
            at++;
            return name.toString();
        }

        private DuckType scalar() {
            int begin = at;
            int depth = 0;
            while (at < text.length() && (depth > 0 || ",)[".indexOf(text.charAt(at)) < 0)) {
                depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
                at++;
            }
            return new Scalar(text.substring(begin, at));
        }
    }
}
