package dev.tributary.extract.json;

import dev.tributary.source.batch.LargeText;
import dev.tributary.source.batch.LineFeeds;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Cuts a stream of JSON into batches of whole values without parsing them. What it takes for lines, elements or values:
 *
 * <ul>
 *   <li>a first character {@code [} on a text that goes on after its line, or is one line: an array, its elements;
 *   <li>a first line that is a whole value, or is followed by a line that begins one: JSON Lines;
 *   <li>anything else: values one after the other, such as one pretty-printed object.
 * </ul>
 *
 * A value that is not JSON is cut out like any other; the normalizer rejects it. So it does with the empty one that stands
 * for what an array lacks: an element between two commas, a comma between two elements, or its end.
 */
public final class JsonSplitter {
    /** Bounds what rejects, of which each has its reason, may take. Lines are counted only where a sample is dense. */
    static final int BATCH_RECORDS = 20_000;

    private final ResourceDefinition resource;
    private final String origin;
    private final InputBytes input;

    public JsonSplitter(ResourceDefinition resource, String origin, InputStream in) {
        this.resource = resource;
        this.origin = origin;
        this.input = new InputBytes(in);
    }

    /** Reads the stream to its end and hands over the batches, each with an array of its own. */
    public void forEach(Consumer<RecordBatch> receiver) throws IOException {
        input.fill();
        int start = skipByteOrderMark();
        int first = input.skipSpace(start);
        while (first == input.length() && !input.atEnd()) {
            input.grow();
            input.fill();
            first = input.skipSpace(first);
        }
        if (first == input.length()) {
            return;
        }
        if (!holdsFirstLine(first)) {
            readLarge(start, first, receiver);
        } else if (isLines(first)) {
            new LineCutter(resource, origin, input).cut(start, receiver);
        } else if (input.array()[first] == '[') {
            new ValueCutter(resource, origin, input, receiver).elements(first + 1);
        } else {
            new ValueCutter(resource, origin, input, receiver).values(first);
        }
    }

    private int skipByteOrderMark() {
        byte[] bytes = input.array();
        boolean isThere =
                input.length() >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return isThere ? 3 : 0;
    }

    /** Reads the first line to its end, unless it is too large to be held. */
    private boolean holdsFirstLine(int first) throws IOException {
        int searched = first;
        while (endOfLine(searched) == input.length() && !input.atEnd() && !isList(first)) {
            if (input.isLarge(first)) {
                return false;
            }
            searched = input.length();
            input.grow();
            input.fill();
        }
        return true;
    }

    private boolean isList(int first) {
        return input.array()[first] == '[';
    }

    private int endOfLine(int from) {
        return LineFeeds.first(input.array(), from, input.length());
    }

    private boolean isLines(int first) {
        int lineEnd = endOfLine(first);
        boolean isList = isList(first);
        if (lineEnd == input.length() && !input.atEnd()) {
            return false;
        }
        int second = input.skipSpace(lineEnd);
        if (second == input.length()) {
            return !isList;
        }
        if (isList) {
            byte next = input.array()[second];
            return isWhole(first, lineEnd) && (next == '[' || next == '{');
        }
        return isWhole(first, lineEnd) || beginsObject(lineEnd, second);
    }

    /** Whether an object begins at the margin of a line behind the end of another one. */
    private boolean beginsObject(int lineEnd, int second) {
        byte[] bytes = input.array();
        return bytes[second] == '{' && (second == lineEnd + 1 || bytes[second - 1] == '\n');
    }

    /** Reads on within a first line that is too large to be held. */
    private void readLarge(int start, int first, Consumer<RecordBatch> receiver) throws IOException {
        int lineFeeds = LineFeeds.count(input.array(), start, first);
        LargeText text = new LargeText();
        Brackets brackets = new Brackets();
        brackets.followAll(input.array(), first, input.length());
        input.moveTo(text, first);
        while (endOfLine(0) == input.length() && !input.atEnd()) {
            brackets.followAll(input.array(), 0, input.length());
            input.moveTo(text, 0);
        }
        int lineEnd = endOfLine(0);
        brackets.followAll(input.array(), 0, lineEnd);
        int second = input.skipSpace(lineEnd);
        if (second == input.length() || brackets.areBalanced() || beginsObject(lineEnd, second)) {
            new LineCutter(resource, origin, input).cut(lineFeeds, text, receiver);
        } else {
            input.putBack(text);
            new ValueCutter(resource, origin, input, receiver).values(0);
        }
    }

    private boolean isWhole(int from, int to) {
        Brackets brackets = new Brackets();
        brackets.followAll(input.array(), from, to);
        return brackets.areBalanced();
    }
}
