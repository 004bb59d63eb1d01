package dev.tributary.normalize.rows;

import dev.tributary.coerce.Coercion;
import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** Whether a value fits a column of another type, and how it is put there. */
final class ColumnFit {
    /** Digits that a decimal can have. */
    static final int MAX_DIGITS = 38;

    /** No column has so many digits behind the point; a number with more takes as much memory as its exponent says. */
    private static final int MAX_SCALE = 1000;

    private ColumnFit() {}

    /** The column with another type; a decimal has room for any integer that decimals can hold. */
    static Column wide(Column column, DataType type) {
        return type == DataType.DECIMAL ? column.withType(type, MAX_DIGITS, 0) : column.withType(type, null, null);
    }

    /** Puts a value into a column, coerced if need be; false where it does not fit. */
    static boolean put(int row, Slot slot, DataType from, Object value) {
        Optional<Object> coerced = Coercion.coerce(from, slot.type(), value);
        if (coerced.isEmpty()) {
            return false;
        }
        Object fits = coerced.get();
        switch (slot.type()) {
            case BIGINT -> {
                if (fits instanceof BigInteger big && big.bitLength() >= Long.SIZE) {
                    return false;
                }
                long number = ((Number) fits).longValue();
                slot.note(row, number);
                ((LongBuffer) slot.buffer()).put(row, number);
            }
            case TIMESTAMP, DATE, TIME -> ((LongBuffer) slot.buffer()).put(row, ((Number) fits).longValue());
            case DOUBLE -> ((DoubleBuffer) slot.buffer()).put(row, (Double) fits);
            case BOOL -> ((BoolBuffer) slot.buffer()).put(row, (Boolean) fits);
            case DECIMAL, WEI -> {
                return storeDecimal(row, slot, (BigDecimal) fits, from == DataType.DOUBLE);
            }
            case TEXT, JSON -> ((BytesBuffer) slot.buffer()).put(row, fits.toString());
            case BINARY -> {
                byte[] bytes = (byte[]) fits;
                ((BytesBuffer) slot.buffer()).put(row, bytes, 0, bytes.length);
            }
        }
        return true;
    }

    /** Digits behind the column's scale are rounded off a double, which is not exact anyway; of a decimal none is lost. */
    private static boolean storeDecimal(int row, Slot slot, BigDecimal value, boolean inexact) {
        Column column = slot.column();
        long digitsBeforePoint = (long) value.precision() - value.scale();
        boolean isTooFine =
                value.scale() > MAX_SCALE && value.stripTrailingZeros().scale() > MAX_SCALE;
        if (value.signum() != 0 && (digitsBeforePoint > MAX_DIGITS || (isTooFine && !inexact))) {
            return false;
        }
        BigDecimal scaled =
                (value.signum() == 0 ? BigDecimal.ZERO : value).setScale(column.decimalScale(), RoundingMode.HALF_EVEN);
        boolean fits = scaled.precision() <= column.decimalPrecision();
        if (!fits || (!inexact && scaled.compareTo(value) != 0)) {
            return false;
        }
        ((DecimalBuffer) slot.buffer()).put(row, scaled);
        return true;
    }
}
