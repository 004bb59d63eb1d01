package dev.tributary.normalize.front;

import dev.tributary.normalize.reject.Rejected;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.ObjectShape;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.normalize.rows.RecordJson;
import dev.tributary.normalize.rows.RecordSink;
import dev.tributary.parquet.BytesBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Parses records from JSON bytes straight into a sink, without tokens or a tree. A field is first looked for where it came
 * last time, behind the same other field, so that its name costs one comparison.
 */
final class JsonFrontEnd {
    private final RecordSink sink;
    private final JsonStrings strings = new JsonStrings();
    private final JsonNumbers numbers = new JsonNumbers();

    /** Holds one string at a time: those that don't go to a column as they are. */
    private final BytesBuffer held = new BytesBuffer();

    private byte[] text = {};
    private int at;
    private int end;

    /** Whether a line feed ends the text. */
    private boolean isLine;

    JsonFrontEnd(RecordSink sink) {
        this.sink = sink;
    }

    /** Thrown when an object has a name twice: the record is read again as a tree, in which the last one wins. */
    static final class RepeatedName extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RepeatedName() {
            super(null, null, false, false);
        }
    }

    /** Reads one record into a row. What is not JSON is {@link Malformed}. */
    void record(byte[] bytes, int from, int to, BatchTable root, int row, ObjectShape shape, int nesting) {
        isLine = false;
        read(bytes, from, to, root, row, shape, nesting);
    }

    /**
     * Reads the record of one line into a row, and returns where the line feed behind it is, or {@code to} where none is. It
     * takes what {@link #record} takes, but where it throws, places and reasons may be other ones.
     */
    int line(byte[] bytes, int from, int to, BatchTable root, int row, ObjectShape shape, int nesting) {
        isLine = true;
        read(bytes, from, to, root, row, shape, nesting);
        return end;
    }

    private void read(byte[] bytes, int from, int to, BatchTable root, int row, ObjectShape shape, int nesting) {
        byte first = begin(bytes, from, to);
        if (first == '{') {
            at++;
            object(root, row, shape, nesting, 1);
        } else if (first == 0) {
            throw new Malformed(end, "the text ends where a record or the end of the array must be");
        } else if (first == '[' || first == 'n') {
            if (first == 'n') {
                word("null");
            }
            throw new Rejected("", "a record must be an object");
        } else {
            value(first, root, row, shape.field("value"), 0, nesting, 0);
        }
        end();
    }

    /** Reads one record that goes nowhere. What is not JSON is {@link Malformed}. */
    void check(byte[] bytes, int from, int to) {
        isLine = false;
        skip(begin(bytes, from, to), 0);
        end();
    }

    private byte begin(byte[] bytes, int from, int to) {
        text = bytes;
        at = from;
        end = to;
        return next();
    }

    private void end() {
        if (next() != 0 || at < end) {
            throw new Rejected("", "there is more text behind the record's end");
        }
    }

    /** Reads on behind the opening brace. */
    private void object(BatchTable table, int row, ObjectShape shape, int nesting, int depth) {
        checkDepth(depth, at - 1);
        long object = sink.nextObject();
        if (next() == '}') {
            at++;
            return;
        }
        FieldShape field = null;
        for (int position = 0; ; position++) {
            field = field(shape, field);
            if (field.isRepeatedIn(object)) {
                throw new RepeatedName();
            }
            value(next(), table, row, field, position, nesting, depth);
            byte next = next();
            if (next == '}') {
                at++;
                return;
            }
            if (next != ',') {
                throw expected("a comma or a closing brace must be here");
            }
            at++;
        }
    }

    /** Reads a name and the colon behind it. */
    private FieldShape field(ObjectShape shape, @Nullable FieldShape before) {
        FieldShape likely = shape.likelyAfter(before);
        if (likely != null && stands(likely)) {
            return likely;
        }
        byte first = next();
        if (likely != null && stands(likely)) {
            return likely;
        }
        likely = shape.lessLikelyAfter(before);
        if (likely != null && stands(likely)) {
            return likely;
        }
        FieldShape field = known(first, shape);
        if (field == null) {
            name(first);
            field = shape.field(held.array(), held.length(0));
        }
        shape.expect(field, before);
        return field;
    }

    /** Goes behind the name of a field and its colon, if it is here. */
    private boolean stands(FieldShape field) {
        int behind = field.endOfName(text, at, end);
        if (behind > 0) {
            at = behind;
        }
        return behind > 0;
    }

    /** Reads a name and the colon right behind it, if the name was met before and is written without escapes. */
    private @Nullable FieldShape known(byte first, ObjectShape shape) {
        int close = first == '"' ? JsonStrings.endOfPlain(text, at + 1, end) : 0;
        if (close == 0 || close + 1 >= end || text[close + 1] != ':') {
            return null;
        }
        FieldShape field = shape.find(text, at + 1, close);
        if (field != null) {
            at = close + 2;
        }
        return field;
    }

    private void value(byte first, BatchTable table, int row, FieldShape field, int position, int nesting, int depth) {
        if (first == '"') {
            string(table, row, field, position);
        } else if (first >= '0' && first <= '9' || first == '-') {
            number(table, row, field, position);
        } else {
            other(first, table, row, field, position, nesting, depth);
        }
    }

    private void string(BatchTable table, int row, FieldShape field, int position) {
        BytesBuffer texts = sink.texts(table, row, field);
        if (texts == null) {
            int close = JsonStrings.endOfPlain(text, at + 1, end);
            if (close > 0 && sink.putTimestamp(table, row, field, text, at + 1, close)) {
                at = close + 1;
                return;
            }
            if (!sink.isTyped(table, field) && JsonStrings.isLong(text, at + 1, end)) {
                texts = sink.longTexts(table, row, field, position);
            }
        }
        if (texts != null) {
            strings.read(text, at + 1, end, texts, row);
            at = strings.position();
        } else {
            hold();
            sink.put(table, row, field, position, held.array(), held.length(0));
        }
    }

    private void number(BatchTable table, int row, FieldShape field, int position) {
        JsonNumbers.Form form = numbers.read(text, at, end);
        at = numbers.position();
        if (form == JsonNumbers.Form.DOUBLE) {
            sink.put(table, row, field, position, numbers.asDouble());
        } else if (form == JsonNumbers.Form.LONG) {
            sink.put(table, row, field, position, numbers.asLong());
        } else {
            sink.put(table, row, field, position, numbers.asBigInteger());
        }
    }

    private void other(byte first, BatchTable table, int row, FieldShape field, int position, int nesting, int depth) {
        switch (first) {
            case 't' -> {
                word("true");
                sink.put(table, row, field, position, true);
            }
            case 'f' -> {
                word("false");
                sink.put(table, row, field, position, false);
            }
            case 'n' -> {
                word("null");
                sink.putNull(table, field);
            }
            case '{', '[' -> {
                if (field.isLeftOutBelow()) {
                    skip(first, depth);
                } else if (sink.keepsJson(table, field, nesting)) {
                    sink.putJson(table, row, field, position, compact(first, depth));
                } else if (first == '{') {
                    at++;
                    sink.enter(position);
                    object(table, row, field.object(), nesting - 1, depth + 1);
                    sink.leave();
                } else {
                    at++;
                    list(table, row, field, position, nesting - 1, depth + 1);
                }
            }
            default -> throw unexpected();
        }
    }

    /** Reads on behind the opening bracket. */
    private void list(BatchTable parent, int parentRow, FieldShape list, int position, int nesting, int depth) {
        checkDepth(depth, at - 1);
        byte next = next();
        if (next == ']') {
            at++;
            return;
        }
        ObjectShape elements = list.elements();
        for (int index = 0; ; index++) {
            BatchTable child = sink.child(parent, parentRow, list, position);
            int row = child.add(parentRow, index);
            int outer = sink.descend(position, index);
            if (next == '{') {
                at++;
                object(child, row, elements, nesting, depth + 1);
            } else {
                FieldShape field = elements.field(next == '[' ? "list" : "value");
                value(next, child, row, field, 0, nesting, depth);
            }
            sink.ascend(outer, child, row);
            next = next();
            if (next == ']') {
                at++;
                return;
            }
            if (next != ',') {
                throw expected("a comma or a closing bracket must be here");
            }
            at++;
            next = next();
        }
    }

    /** Reads an object or a list and returns it as compact JSON. */
    private byte[] compact(byte first, int depth) {
        int from = at;
        skip(first, depth);
        return RecordJson.compact(text, from, at);
    }

    /** Checks a value and goes behind it. */
    private void skip(byte first, int depth) {
        switch (first) {
            case '"' -> hold();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                numbers.read(text, at, end);
                at = numbers.position();
            }
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            case '{', '[' -> skipInside(first == '{', depth + 1);
            default -> throw unexpected();
        }
    }

    private void skipInside(boolean object, int depth) {
        checkDepth(depth, at);
        char close = object ? '}' : ']';
        at++;
        byte next = next();
        boolean empty = next == close;
        while (!empty) {
            if (object) {
                name(next);
                next = next();
            }
            skip(next, depth);
            next = next();
            if (next == close) {
                break;
            }
            if (next != ',') {
                throw expected("a comma or a closing %s must be here".formatted(object ? "brace" : "bracket"));
            }
            at++;
            next = next();
        }
        at++;
    }

    /** Reads a name and the colon behind it. Two names may differ in half a surrogate pair only, so none has one. */
    private void name(byte first) {
        if (first != '"') {
            throw expected("a name in double quotes must be here");
        }
        int start = at;
        hold();
        if (strings.isHalved()) {
            throw new Malformed(start, "a name has half a surrogate pair");
        }
        if (next() != ':') {
            throw expected("a colon must be here");
        }
        at++;
    }

    /** Reads the string whose opening quote is here. */
    private void hold() {
        held.truncate(0);
        strings.read(text, at + 1, end, held, 0);
        at = strings.position();
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || text[at + i] != word.charAt(i)) {
                throw new Malformed(Math.min(at + i, end), "'%s' is not complete".formatted(word));
            }
        }
        at += word.length();
    }

    /** Goes to the next byte that is no white space; 0 at the end. */
    private byte next() {
        while (at < end) {
            byte next = text[at];
            if (next > ' ' || next < 0) {
                return next;
            }
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                throw unexpected();
            }
            if (next == '\n' && isLine) {
                end = at;
                return 0;
            }
            at++;
        }
        return 0;
    }

    private Malformed unexpected() {
        return expected(at >= end ? "" : "no value begins with the byte 0x%02x".formatted(text[at]));
    }

    private Malformed expected(String what) {
        return at >= end ? new Malformed(end, "the text ends within the record") : new Malformed(at, what);
    }

    private static void checkDepth(int depth, int bracket) {
        if (depth > RecordJson.MAX_DEPTH) {
            throw new Malformed(
                    bracket, "objects and lists are nested more than %,d levels deep".formatted(RecordJson.MAX_DEPTH));
        }
    }
}
