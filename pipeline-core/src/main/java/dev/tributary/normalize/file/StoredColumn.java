package dev.tributary.normalize.file;

import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.schema.DataType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The values of a column as bytes: how many they are, and the row and the value of each. */
final class StoredColumn {
    private StoredColumn() {}

    static void write(ColumnBuffer buffer, DataOutput out) throws IOException {
        out.writeInt(buffer.count());
        for (int i = 0; i < buffer.count(); i++) {
            out.writeInt(buffer.row(i));
            if (buffer instanceof LongBuffer longs) {
                out.writeLong(longs.get(i));
            } else if (buffer instanceof DoubleBuffer doubles) {
                out.writeLong(Double.doubleToRawLongBits(doubles.get(i)));
            } else if (buffer instanceof BoolBuffer bools) {
                out.writeBoolean(bools.get(i));
            } else if (buffer instanceof DecimalBuffer decimals) {
                byte[] unscaled = decimals.get(i).unscaledValue().toByteArray();
                out.writeInt(decimals.get(i).scale());
                write(unscaled, 0, unscaled.length, out);
            } else if (buffer instanceof BytesBuffer bytes) {
                write(bytes.array(), bytes.start(i), bytes.length(i), out);
            }
        }
    }

    static ColumnBuffer read(DataType type, DataInput in) throws IOException {
        ColumnBuffer buffer = ColumnBuffer.of(type);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int row = in.readInt();
            if (buffer instanceof LongBuffer longs) {
                longs.put(row, in.readLong());
            } else if (buffer instanceof DoubleBuffer doubles) {
                doubles.put(row, Double.longBitsToDouble(in.readLong()));
            } else if (buffer instanceof BoolBuffer bools) {
                bools.put(row, in.readBoolean());
            } else if (buffer instanceof DecimalBuffer decimals) {
                int scale = in.readInt();
                byte[] unscaled = new byte[in.readInt()];
                in.readFully(unscaled);
                decimals.put(row, new BigDecimal(new BigInteger(unscaled), scale));
            } else if (buffer instanceof BytesBuffer bytes) {
                int length = in.readInt();
                int start = bytes.begin(row);
                int end = Math.addExact(start, length);
                in.readFully(bytes.reserve(end), start, length);
                bytes.end(start, end);
            }
        }
        return buffer;
    }

    private static void write(byte[] bytes, int from, int length, DataOutput out) throws IOException {
        out.writeInt(length);
        out.write(bytes, from, length);
    }
}
