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
 * last time, behind the same other field, so that its name costs one comparison. What is the same for many values is in fields,
 * not in parameters, which compiled code would save and restore around every call.
 */
final class JsonFrontEnd extends JsonText {
    private final RecordSink sink;
    private final BatchTable root;
    private final ObjectShape rootShape;
    private final int rootNesting;

    /** What of the record is in memory; absent where all of it is. */
    private @Nullable Excerpt excerpt;

    /** The place behind the name, or the string that is held, that was read last. */
    private int behind;

    /** The table and the row at hand. */
    private BatchTable table;

    private int row;

    /** How much deeper rows may be nested below the one at hand; as in dlt, objects within a row don't count for its lists. */
    private int rowNesting;

    /** How much deeper objects may be nested below the one at hand, and how many objects and lists are open. */
    private int nesting;

    private int depth;

    /** For records of a shape that become rows of a root table; rows and objects may be nested so much deeper. */
    JsonFrontEnd(RecordSink sink, BatchTable root, ObjectShape shape, int nesting) {
        this.sink = sink;
        this.root = root;
        this.rootShape = shape;
        this.rootNesting = nesting;
        this.table = root;
    }

    /** Thrown when an object has a name twice: the record is read again as a tree, in which the last one wins. */
    static final class RepeatedName extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RepeatedName() {
            super(null, null, false, false);
        }
    }

    /** Reads one record into a row. What is not JSON is {@link Malformed}. */
    void record(byte[] bytes, int from, int to, int rootRow) {
        beginWhole(bytes, to, false);
        read(from, rootRow);
    }

    /**
     * Reads the record of one line into a row, and returns where the line feed behind it is, or {@code to} where none is. It
     * takes what {@link #record} takes, but where it throws, places and reasons may be other ones.
     */
    int line(byte[] bytes, int from, int to, int rootRow) {
        beginWhole(bytes, to, true);
        read(from, rootRow);
        return end;
    }

    /**
     * Reads one record, of which a part at a time is in memory, into a row. What is not JSON is {@link Malformed}, its place one
     * in the excerpt; what needs more of the record at once is {@link Excerpt.TooShort}.
     */
    void record(Excerpt from, int rootRow) {
        begin(from.array(), from.end(), false);
        excerpt = from;
        try {
            read(0, rootRow);
        } catch (Malformed e) {
            throw e.position() == end && !from.isLast() ? new Excerpt.TooShort() : e;
        }
    }

    private void beginWhole(byte[] bytes, int to, boolean line) {
        excerpt = null;
        begin(bytes, to, line);
    }

    /** Moves the excerpt on, if there is one that is nearly over; returns the same place in it. */
    private int moved(int at) {
        if (excerpt == null || !excerpt.isNearlyOver(at)) {
            return at;
        }
        excerpt.moveTo(at);
        end = excerpt.end();
        return 0;
    }

    private void read(int from, int rootRow) {
        table = root;
        row = rootRow;
        rowNesting = rootNesting;
        nesting = rootNesting;
        depth = 0;
        int at = space(from);
        byte first = peek(at);
        if (first == '{') {
            depth++;
            at = object(at + 1, rootShape);
        } else if (first == 0) {
            throw new Malformed(end, "a record, a comma or the end of the array is missing here");
        } else if (first == '[' || first == 'n') {
            if (first == 'n') {
                word("null", at);
            }
            throw new Rejected("", "a record must be an object");
        } else {
            at = value(at, rootShape.field("value"), 0);
        }
        end(at);
    }

    /** Reads one record that goes nowhere. What is not JSON is {@link Malformed}. */
    void check(byte[] bytes, int from, int to) {
        beginWhole(bytes, to, false);
        end(skip(space(from), 0));
    }

    private void end(int from) {
        int at = space(moved(from));
        if (at < end) {
            throw new Malformed(at, "there is more text behind the record");
        }
        if (excerpt != null && !excerpt.isLast()) {
            throw new Excerpt.TooShort();
        }
    }

    /** Reads an object on from the place behind its opening brace, as far as the place behind the closing one. */
    private int object(int from, ObjectShape shape) {
        checkDepth(depth, from - 1);
        long object = sink.nextObject();
        int at = space(from);
        if (peek(at) == '}') {
            return at + 1;
        }
        FieldShape field = null;
        for (int position = 0; ; position++) {
            FieldShape likely = shape.likelyAfter(field);
            int value = likely == null ? 0 : likely.endOfName(text, at, end);
            if (value > 0) {
                field = likely;
                at = value;
            } else {
                field = field(at, shape, field);
                at = behind;
            }
            if (field.isRepeatedIn(object)) {
                throw new RepeatedName();
            }
            at = value(at, field, position);
            if (excerpt != null) {
                at = moved(at);
            }
            byte next = peek(at);
            if (next <= ' ') {
                at = space(at);
                next = peek(at);
            }
            at++;
            if (next == '}') {
                return at;
            }
            if (next != ',') {
                throw expected(at - 1, "a comma or a closing brace must be here");
            }
        }
    }

    /** Reads a name that is not the likely one right here, and the colon behind it. */
    private FieldShape field(int from, ObjectShape shape, @Nullable FieldShape before) {
        int at = space(from);
        FieldShape likely = shape.likelyAfter(before);
        if (likely != null && stands(likely, at)) {
            return likely;
        }
        likely = shape.lessLikelyAfter(before);
        if (likely != null && stands(likely, at)) {
            return likely;
        }
        FieldShape field = known(at, shape);
        if (field == null) {
            behind = name(at);
            field = shape.field(held.array(), held.length(0));
        }
        shape.expect(field, before);
        return field;
    }

    /** Whether the name of a field and its colon are here. */
    private boolean stands(FieldShape field, int at) {
        behind = field.endOfName(text, at, end);
        return behind > 0;
    }

    /** Reads a name and the colon right behind it, if the name was met before and is written without escapes. */
    private @Nullable FieldShape known(int at, ObjectShape shape) {
        int close = peek(at) == '"' ? JsonStrings.endOfPlain(text, at + 1, end) : 0;
        if (close == 0 || close + 1 >= end || text[close + 1] != ':') {
            return null;
        }
        behind = close + 2;
        return shape.find(text, at + 1, close);
    }

    /** Reads the value that begins here, or behind white space, and returns the place behind it. */
    private int value(int from, FieldShape field, int position) {
        int at = from;
        byte first = peek(at);
        if (first <= ' ') {
            at = space(at);
            first = peek(at);
        }
        if (first == '"') {
            if (excerpt != null) {
                return stringOf(excerpt, at, field, position);
            }
            BytesBuffer texts = sink.texts(table, row, field);
            return texts == null ? string(at, field, position) : strings.read(text, at + 1, end, texts, row);
        }
        if (first >= '0' && first <= '9' || first == '-') {
            return number(at, field, position);
        }
        return other(at, first, field, position);
    }

    /** Reads a string of a column that does not take all texts as they are. */
    private int string(int at, FieldShape field, int position) {
        int close = JsonStrings.endOfPlain(text, at + 1, end);
        if (close > 0 && sink.putTimestamp(table, row, field, text, at + 1, close)) {
            return close + 1;
        }
        if (!sink.isTyped(table, field) && JsonStrings.isLong(text, at + 1, end)) {
            BytesBuffer texts = sink.longTexts(table, row, field, position);
            if (texts != null) {
                return strings.read(text, at + 1, end, texts, row);
            }
        }
        int after = hold(at);
        sink.put(table, row, field, position, held.array(), held.length(0));
        return after;
    }

    /** Reads a string of which the excerpt may have a part only. */
    private int stringOf(Excerpt from, int at, FieldShape field, int position) {
        int close = closeWithin(at + 1);
        if (close == end) {
            return longString(from, at, field, position);
        }
        BytesBuffer texts = sink.texts(table, row, field);
        if (texts == null) {
            return string(at, field, position);
        }
        texts.makeRoom(close - at + Long.BYTES);
        return strings.read(text, at + 1, end, texts, row);
    }

    /** Where a string is closed in the excerpt; its end where it isn't. */
    private int closeWithin(int from) {
        int at = from;
        while (at < end && text[at] != '"') {
            at += text[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, end);
    }

    /** Reads a string that goes on behind the excerpt, for a column that takes texts as they are. */
    private int longString(Excerpt from, int at, FieldShape field, int position) {
        from.moveTo(at);
        end = from.end();
        long length = from.toClosingQuote(1);
        boolean isLong = JsonStrings.isLong(text, 1, end);
        BytesBuffer texts = sink.isTyped(table, field)
                ? sink.texts(table, row, field)
                : isLong ? sink.longTexts(table, row, field, position) : null;
        if (texts == null) {
            throw new Excerpt.TooShort();
        }
        try {
            return strings.read(from, 1, length, texts, row);
        } finally {
            end = from.end();
        }
    }

    private int number(int at, FieldShape field, int position) {
        int after = numbers.read(text, at, end);
        if (numbers.isFraction()) {
            sink.put(table, row, field, position, numbers.asDouble());
        } else if (numbers.isLarge()) {
            sink.put(table, row, field, position, numbers.asBigInteger());
        } else {
            sink.put(table, row, field, position, numbers.asLong());
        }
        return after;
    }

    private int other(int at, byte first, FieldShape field, int position) {
        switch (first) {
            case 't' -> {
                int after = word("true", at);
                sink.put(table, row, field, position, true);
                return after;
            }
            case 'f' -> {
                int after = word("false", at);
                sink.put(table, row, field, position, false);
                return after;
            }
            case 'n' -> {
                int after = word("null", at);
                sink.putNull(table, field);
                return after;
            }
            case '{', '[' -> {
                if (field.isLeftOutBelow()) {
                    return skip(at, depth);
                }
                if (sink.keepsJson(table, field, nesting)) {
                    int after = skip(at, depth);
                    sink.putJson(table, row, field, position, RecordJson.compact(text, at, after));
                    return after;
                }
                depth++;
                int after;
                if (first == '[') {
                    after = list(at + 1, field, position);
                } else {
                    sink.enter(position);
                    nesting--;
                    after = object(at + 1, field.object());
                    nesting++;
                    sink.leave();
                }
                depth--;
                return after;
            }
            default -> throw unexpected(at);
        }
    }

    /** Reads a list on from the place behind its opening bracket, as far as the place behind the closing one. */
    private int list(int from, FieldShape list, int position) {
        checkDepth(depth, from - 1);
        int at = space(from);
        if (peek(at) == ']') {
            return at + 1;
        }
        BatchTable parent = table;
        int parentRow = row;
        int parentNesting = rowNesting;
        int outerNesting = nesting;
        ObjectShape elements = list.elements();
        for (int index = 0; ; index++) {
            table = sink.child(parent, parentRow, list, position);
            row = table.add(parentRow, index);
            int outer = sink.descend(position, index);
            byte first = peek(at);
            rowNesting = parentNesting - (first == '{' ? 1 : 2);
            nesting = rowNesting;
            if (first == '{') {
                depth++;
                at = object(at + 1, elements);
                depth--;
            } else {
                at = value(at, elements.field(first == '[' ? "list" : "value"), 0);
            }
            sink.ascend(outer, table, row);
            at = space(moved(at));
            byte next = peek(at);
            if (next == ']') {
                table = parent;
                row = parentRow;
                rowNesting = parentNesting;
                nesting = outerNesting;
                return at + 1;
            }
            if (next != ',') {
                throw expected(at, "a comma or a closing bracket must be here");
            }
            at = space(at + 1);
        }
    }
}
