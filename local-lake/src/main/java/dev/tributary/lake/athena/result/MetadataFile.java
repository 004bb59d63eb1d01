package dev.tributary.lake.athena.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code .metadata} file beside a result: a protocol buffers message that AWS does not document. Field numbers are those
 * that the driver github.com/burtcorp/athena-jdbc reads; which of them a type has was measured on the service by
 * github.com/aoyagikouhei/athena-local (docs/dev/measurements/metadata.md).
 */
public final class MetadataFile {

    private static final int VARINT = 0;
    private static final int BYTES = 2;

    /** Types of a fixed or own precision; all others leave it out. */
    private static final Set<String> WITH_PRECISION = Set.of(
            "tinyint",
            "smallint",
            "integer",
            "bigint",
            "float",
            "double",
            "decimal",
            "varchar",
            "char",
            "varbinary",
            "time",
            "time with time zone",
            "timestamp",
            "timestamp with time zone");

    private static final Set<String> WITH_CASE_ONLY =
            Set.of("boolean", "interval day to second", "interval year to month");

    private static final int UNKNOWN_NULLABLE = 3;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private MetadataFile() {}

    /**
     * The file's content.
     *
     * @param updateType what a statement that changes something does, such as {@code INSERT}
     */
    public static byte[] content(
            String queryId, @Nullable String updateType, OptionalLong updateCount, List<ObjectNode> columns) {
        MetadataFile file = new MetadataFile();
        file.text(1, queryId);
        if (updateType != null) {
            file.text(2, updateType);
            updateCount.ifPresent(count -> file.number(3, count));
        }
        columns.forEach(column -> file.bytes(4, column(column)));
        return file.out.toByteArray();
    }

    private static byte[] column(ObjectNode column) {
        String type = column.get("Type").textValue();
        MetadataFile message = new MetadataFile();
        message.text(1, column.get("CatalogName").textValue());
        message.text(4, column.get("Name").textValue());
        message.text(5, column.get("Label").textValue());
        message.text(6, type);
        boolean precise = WITH_PRECISION.contains(type);
        if (precise) {
            message.number(7, column.get("Precision").longValue());
        }
        if (precise || type.equals("date")) {
            message.number(8, column.get("Scale").longValue());
        }
        message.number(9, UNKNOWN_NULLABLE);
        if (precise || type.equals("date") || WITH_CASE_ONLY.contains(type)) {
            message.number(10, column.get("CaseSensitive").booleanValue() ? 1 : 0);
        }
        return message.out.toByteArray();
    }

    private void text(int field, String text) {
        bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(int field, byte[] bytes) {
        varint((long) field << 3 | BYTES);
        varint(bytes.length);
        out.writeBytes(bytes);
    }

    private void number(int field, long number) {
        varint((long) field << 3 | VARINT);
        varint(number);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
