package dev.tributary.parquet;

import dev.tributary.parquet.memory.ArrayPool;
import java.math.BigDecimal;
import java.util.Arrays;

/** Decimals of up to 38 digits; every value is written at the column's scale. */
public final class DecimalBuffer extends ColumnBuffer {
    private BigDecimal[] values = new BigDecimal[16];

    public DecimalBuffer() {
        super(ArrayPool.NONE);
    }

    /** Sets the value of a row. */
    public void put(int row, BigDecimal value) {
        int index = place(row);
        if (index == values.length) {
            values = Arrays.copyOf(values, index * 2);
        }
        values[index] = value;
    }

    /** The i-th value. */
    public BigDecimal get(int index) {
        return values[index];
    }

    @Override
    void sizeValues(Size size) {
        values = new BigDecimal[size.values()];
    }

    @Override
    void releaseValues() {
        values = new BigDecimal[0];
    }

    @Override
    void putFrom(int row, ColumnBuffer other, int index) {
        put(row, ((DecimalBuffer) other).get(index));
    }

    @Override
    public long bytes() {
        return count() * 64L;
    }
}
