package dev.tributary.parquet.type;

import dev.tributary.schema.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** How many digits a decimal column has, and how many of them behind the point. */
public record DecimalDigits(int precision, int scale) {
    public static DecimalDigits of(Column column) {
        return new DecimalDigits(column.decimalPrecision(), column.decimalScale());
    }

    /** The digits of a value at this scale; empty where it would lose some, or has too many. */
    public Optional<BigInteger> unscaled(BigDecimal value) {
        if (value.signum() == 0) {
            return Optional.of(BigInteger.ZERO);
        }
        BigDecimal stripped = value.scale() > scale ? value.stripTrailingZeros() : value;
        if (stripped.scale() > scale || stripped.precision() - (long) stripped.scale() + scale > precision) {
            return Optional.empty();
        }
        return Optional.of(stripped.setScale(scale).unscaledValue());
    }
}
