package dev.tributary.extract.json;

import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.LargeRecord;
import dev.tributary.source.batch.LargeText;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the elements of an array apart, or values that stand one after the other. Where an element, a comma or the end of the
 * array is missing, an empty record says so.
 */
final class ValueCutter {
    /** What comes before a place between the elements of an array. */
    private enum Before {
        BEGIN,
        ELEMENT,
        COMMA
    }

    private final ResourceDefinition resource;
    private final String origin;
    private final InputBytes input;
    private final RecordCuts records;
    private final Consumer<RecordBatch> receiver;

    /** Where the value begins that is read, or what is not looked at yet. */
    private int from;

    private int at;

    /** What is there already of a value that is too large to be held, and goes on at the front of the buffer. */
    private @Nullable LargeText large;

    private Brackets brackets = new Brackets();
    private boolean isOpen;
    private boolean inArray;
    private Before before = Before.BEGIN;

    ValueCutter(ResourceDefinition resource, String origin, InputBytes input, Consumer<RecordBatch> receiver) {
        this.resource = resource;
        this.origin = origin;
        this.input = input;
        this.records = new RecordCuts(resource, origin);
        this.receiver = receiver;
    }

    /** Cuts the elements of the array whose bracket is before that place, and values behind it. */
    void elements(int start) throws IOException {
        inArray = true;
        values(start);
    }

    /** Cuts values from that place on. */
    void values(int start) throws IOException {
        from = start;
        at = start;
        while (hasByte()) {
            byte next = input.array()[at];
            if (isOpen) {
                inValue(next);
            } else {
                between(next);
            }
            if (records.size() >= JsonSplitter.BATCH_RECORDS) {
                emit();
            }
        }
        end();
    }

    private boolean hasByte() throws IOException {
        if (at < input.length()) {
            return true;
        }
        while (at == input.length() && !input.atEnd()) {
            more();
        }
        return at < input.length();
    }

    private void between(byte next) {
        if (inArray && (next == ',' || next == ']')) {
            if (next == ',' ? before != Before.ELEMENT : before == Before.COMMA) {
                records.addEmpty(at);
            }
            separated(next);
        } else if (JsonLines.isBlank(next)) {
            from = ++at;
        } else {
            if (inArray && before == Before.ELEMENT) {
                records.addGap(at);
            }
            isOpen = true;
            from = at;
            brackets = new Brackets();
        }
    }

    /** Goes on behind a comma or the end of the array. */
    private void separated(byte separator) {
        before = Before.COMMA;
        inArray = separator == ',';
        from = ++at;
    }

    private void inValue(byte next) throws IOException {
        boolean endsScalar = next == ',' || next == ']' ? inArray : JsonLines.isBlank(next);
        if (endsScalar && brackets.areClosed()) {
            cut();
            return;
        }
        brackets.next(next);
        at = brackets.follow(input.array(), at + 1, input.length());
        if (brackets.haveJustClosed()) {
            cut();
        }
    }

    private void cut() throws IOException {
        if (large == null) {
            records.add(from, at);
        } else {
            emit(large);
        }
        before = Before.ELEMENT;
        isOpen = false;
        from = at;
    }

    private void end() throws IOException {
        boolean isElementWhole = !isOpen || brackets.areClosed();
        if (isOpen) {
            cut();
        }
        if (inArray && isElementWhole) {
            records.addEmpty(at);
        }
        emit();
    }

    /** Hands on what is whole, keeps the rest at the front of the buffer and reads on. */
    private void more() throws IOException {
        if (records.size() > 0) {
            emit();
        } else if (from > 0) {
            input.drop(from);
            at -= from;
            from = 0;
        } else if (isOpen && input.isLarge(from)) {
            large = large == null ? new LargeText() : large;
            input.moveTo(large, 0);
            at = 0;
        } else {
            input.grow();
        }
        input.fill();
    }

    /** Hands on the value that a text begins. */
    private void emit(LargeText text) throws IOException {
        text.add(input.array(), 0, at);
        text.trim();
        large = null;
        long number = records.addElsewhere();
        input.goOnFrom(at);
        at = 0;
        receiver.accept(new LargeRecord(resource, origin, text, () -> number, false));
    }

    /** Hands on the values so far with their bytes, and goes on in an array of its own with what follows. */
    private void emit() {
        if (records.size() > 0) {
            RecordBatch.Json batch = records.take(input.array(), input::released);
            input.goOnFrom(from);
            at -= from;
            from = 0;
            receiver.accept(batch);
        }
    }
}
