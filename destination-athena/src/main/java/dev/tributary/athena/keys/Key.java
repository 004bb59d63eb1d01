package dev.tributary.athena.keys;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.StructLike;
import org.jspecify.annotations.Nullable;

/**
 * The values of some columns of a row as two longs that are equal when the values are. Up to 15 bytes are kept as they are;
 * of longer ones a SHA-256 digest is kept, of 127 bits. Reused from row to row; values are in Iceberg's internal form.
 */
public final class Key {
    /** What is kept as it is leaves one byte for its length. */
    private static final int PLAIN_BYTES = 15;

    private static final int PLAIN = 0x40;
    private static final int DIGEST = 0x80;

    private final int[] positions;
    private final MessageDigest digest;
    private byte[] bytes = new byte[64];
    private int length;
    private boolean matches;
    private long high;
    private long low;

    /** A key of the columns at these positions of rows. */
    public Key(int... positions) {
        this.positions = positions.clone();
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key of these columns in rows of those columns. */
    public static Key of(List<String> columns, List<String> row) {
        return new Key(columns.stream().mapToInt(row::indexOf).toArray());
    }

    /** Takes the row's values. */
    public Key of(StructLike row) {
        length = 0;
        matches = true;
        for (int i = 0; i < positions.length; i++) {
            add(row.get(positions[i], Object.class), i == positions.length - 1);
        }
        pack();
        return this;
    }

    /** Whether the key may equal another row's in SQL's sense: nothing in it is null or not a number. */
    public boolean matches() {
        return matches;
    }

    /** The first half. */
    public long high() {
        return high;
    }

    /** The second half. */
    public long low() {
        return low;
    }

    private void add(@Nullable Object value, boolean last) {
        if (value == null || value instanceof Double number && number.isNaN()) {
            matches = false;
            put(value == null ? 0 : 2);
            return;
        }
        put(1);
        if (value instanceof Long || value instanceof Integer) {
            number(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            fixed(Double.doubleToLongBits(((Number) value).doubleValue() + 0.0));
        } else if (value instanceof Boolean flag) {
            put(flag ? 1 : 0);
        } else {
            raw(raw(value), last);
        }
    }

    private static byte[] raw(Object value) {
        if (value instanceof CharSequence text) {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.unscaledValue().toByteArray();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        throw new IllegalStateException("a key of " + value.getClass());
    }

    private void raw(byte[] value, boolean last) {
        if (!last) {
            number(value.length);
        }
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    /** A number in as few bytes as its size needs, which end themselves. */
    private void number(long value) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            put((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        put((int) rest);
    }

    private void fixed(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
    }

    private void put(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    private void pack() {
        if (length <= PLAIN_BYTES) {
            ensure(2 * Long.BYTES);
            Arrays.fill(bytes, length, PLAIN_BYTES + 1, (byte) 0);
            high = ByteBuffer.wrap(bytes).getLong();
            low = ByteBuffer.wrap(bytes).getLong(Long.BYTES) | PLAIN | length;
            return;
        }
        digest.update(bytes, 0, length);
        ByteBuffer hashed = ByteBuffer.wrap(digest.digest());
        high = hashed.getLong();
        low = hashed.getLong() | DIGEST;
    }
}
