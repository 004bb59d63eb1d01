package dev.tributary.normalize.front;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.normalize.reject.Rejected;
import dev.tributary.normalize.rows.BatchTable;
import dev.tributary.normalize.rows.ObjectShape;
import dev.tributary.normalize.rows.ObjectShape.FieldShape;
import dev.tributary.normalize.rows.RecordJson;
import dev.tributary.normalize.rows.RecordSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Parses records from JSON bytes straight into a sink, token by token, without a tree. */
final class JsonFrontEnd {
    private final RecordSink sink;

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

    /** Reads one record into a row. */
    void record(byte[] bytes, int start, int end, BatchTable root, int row, ObjectShape shape, int nesting)
            throws IOException {
        try (JsonParser parser = RecordJson.parser(bytes, start, end)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                object(parser, root, row, shape, nesting);
            } else if (token == null || token == JsonToken.START_ARRAY || token == JsonToken.VALUE_NULL) {
                throw new Rejected("", "a record must be an object");
            } else {
                value(parser, token, root, row, shape.field("value"), 0, nesting);
            }
            if (parser.nextToken() != null) {
                throw new Rejected("", "there is more text behind the record's end");
            }
        }
    }

    private void object(JsonParser parser, BatchTable table, int row, ObjectShape shape, int nesting)
            throws IOException {
        long object = sink.nextObject();
        int position = 0;
        String name;
        while ((name = parser.nextFieldName()) != null) {
            FieldShape field = shape.field(name);
            if (field.isRepeatedIn(object)) {
                throw new RepeatedName();
            }
            value(parser, parser.nextToken(), table, row, field, position++, nesting);
        }
    }

    private void value(
            JsonParser parser, JsonToken token, BatchTable table, int row, FieldShape field, int position, int nesting)
            throws IOException {
        switch (token) {
            case VALUE_NULL -> sink.putNull(table, field);
            case VALUE_STRING -> sink.put(table, row, field, position, parser.getText());
            case VALUE_TRUE -> sink.put(table, row, field, position, true);
            case VALUE_FALSE -> sink.put(table, row, field, position, false);
            case VALUE_NUMBER_FLOAT -> sink.put(table, row, field, position, parser.getDoubleValue());
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    sink.put(table, row, field, position, parser.getBigIntegerValue());
                } else {
                    sink.put(table, row, field, position, parser.getLongValue());
                }
            }
            case START_OBJECT, START_ARRAY -> {
                if (field.isLeftOutBelow()) {
                    parser.skipChildren();
                } else if (sink.keepsJson(table, field, nesting)) {
                    sink.putJson(table, row, field, position, copy(parser));
                } else if (token == JsonToken.START_OBJECT) {
                    sink.enter(position);
                    object(parser, table, row, field.object(), nesting - 1);
                    sink.leave();
                } else {
                    list(parser, table, row, field, position, nesting - 1);
                }
            }
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("unexpected " + token);
        }
    }

    private void list(JsonParser parser, BatchTable parent, int parentRow, FieldShape list, int position, int nesting)
            throws IOException {
        int index = 0;
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            BatchTable child = sink.child(parent, parentRow, list, position);
            int row = child.add(parentRow, index);
            int outer = sink.descend(position, index++);
            switch (token) {
                case START_OBJECT -> object(parser, child, row, list.elements(), nesting);
                case START_ARRAY ->
                    value(parser, token, child, row, list.elements().field("list"), 0, nesting);
                default -> value(parser, token, child, row, list.elements().field("value"), 0, nesting);
            }
            sink.ascend(outer, child, row);
        }
    }

    private static byte[] copy(JsonParser parser) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = RecordJson.generator(bytes)) {
            generator.copyCurrentStructure(parser);
        }
        return bytes.toByteArray();
    }
}
