package dev.tributary.parquet.statistics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How values in the form of statistics compare, and how long ones are shortened for the page index. */
public enum ValueOrder {
    INT32 {
        @Override
        int compareKnown(byte[] a, byte[] b) {
            return Integer.compare(little(a).getInt(), little(b).getInt());
        }
    },
    INT64 {
        @Override
        int compareKnown(byte[] a, byte[] b) {
            return Long.compare(little(a).getLong(), little(b).getLong());
        }
    },
    DOUBLE {
        @Override
        int compareKnown(byte[] a, byte[] b) {
            return Double.compare(little(a).getDouble(), little(b).getDouble());
        }
    },
    BOOLEAN {
        @Override
        int compareKnown(byte[] a, byte[] b) {
            return Byte.compare(a[0], b[0]);
        }
    },
    /** Two's complement, the highest byte first. */
    DECIMAL {
        @Override
        int compareKnown(byte[] a, byte[] b) {
            return compareDecimals(a, 0, a.length, b, 0, b.length);
        }
    },
    BINARY {
        @Override
        int compareKnown(byte[] a, byte[] b) {
            return Arrays.compareUnsigned(a, b);
        }

        @Override
        public byte[] shortenedDown(byte[] value) {
            return value.length <= MAX_INDEXED ? value : Arrays.copyOf(value, MAX_INDEXED);
        }

        @Override
        public byte[] shortenedUp(byte[] value) {
            if (value.length <= MAX_INDEXED) {
                return value;
            }
            for (int last = MAX_INDEXED - 1; last >= 0; last--) {
                if (value[last] != (byte) 0xFF) {
                    byte[] above = Arrays.copyOf(value, last + 1);
                    above[last]++;
                    return above;
                }
            }
            return value;
        }
    },
    /** UTF-8, which stays valid when it is shortened. */
    TEXT {
        @Override
        int compareKnown(byte[] a, byte[] b) {
            return Arrays.compareUnsigned(a, b);
        }

        @Override
        public byte[] shortenedDown(byte[] value) {
            return value.length <= MAX_INDEXED ? value : Arrays.copyOf(value, characterStart(value, MAX_INDEXED));
        }

        @Override
        public byte[] shortenedUp(byte[] value) {
            if (value.length <= MAX_INDEXED) {
                return value;
            }
            int end = characterStart(value, MAX_INDEXED);
            while (end > 0) {
                int start = characterStart(value, end - 1);
                int next = new String(value, start, end - start, StandardCharsets.UTF_8).codePointAt(0) + 1;
                if (next == Character.MIN_SURROGATE) {
                    next = Character.MAX_SURROGATE + 1;
                }
                if (next <= Character.MAX_CODE_POINT) {
                    byte[] above = Character.toString(next).getBytes(StandardCharsets.UTF_8);
                    byte[] shortened = Arrays.copyOf(value, start + above.length);
                    System.arraycopy(above, 0, shortened, start, above.length);
                    return shortened;
                }
                end = start;
            }
            return value;
        }

        /** The last position up to this one at which a character begins. */
        private int characterStart(byte[] value, int position) {
            int start = position;
            while (start > 0 && (value[start] & 0xC0) == 0x80) {
                start--;
            }
            return start;
        }
    };

    /** An index holds the bounds of every page: longer ones are shortened, as parquet-java does. */
    private static final int MAX_INDEXED = 64;

    abstract int compareKnown(byte[] a, byte[] b);

    public final int compare(byte @Nullable [] a, byte @Nullable [] b) {
        if (a == null || b == null) {
            throw new IllegalArgumentException("no bound to compare");
        }
        return compareKnown(a, b);
    }

    /** A value of at most 64 bytes that is not above this one. */
    public byte[] shortenedDown(byte[] value) {
        return value;
    }

    /** A value of at most 64 bytes that is not below this one, or this one where there is none. */
    public byte[] shortenedUp(byte[] value) {
        return value;
    }

    /** Bounds that hold the values of both. */
    public final Bounds union(Bounds a, Bounds b) {
        if (!a.known()) {
            return b;
        }
        if (!b.known()) {
            return a;
        }
        return new Bounds(
                compare(a.least(), b.least()) <= 0 ? a.least() : b.least(),
                compare(a.greatest(), b.greatest()) >= 0 ? a.greatest() : b.greatest());
    }

    /** Compares ranges of two arrays. */
    public static int compareDecimals(byte[] a, int aFrom, int aLength, byte[] b, int bFrom, int bLength) {
        if (aLength > 0 && bLength > 0 && a[aFrom] != b[bFrom]) {
            return Byte.compare(a[aFrom], b[bFrom]);
        }
        return Arrays.compareUnsigned(a, aFrom, aFrom + aLength, b, bFrom, bFrom + bLength);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
