package dev.tributary.coerce;
import dev.tributary.schema.DataType;
import java.util.Optional;
public final class Coercion {
    private Coercion() {}
    public static Optional<Object> coerce(DataType from, DataType to, Object value) {
        if (from == to) return Optional.of(value);
        if (to == DataType.TEXT) return Optional.of(value.toString());
        if (to == DataType.DOUBLE && from == DataType.BIGINT) return Optional.of(((Number) value).doubleValue());
        if (to == DataType.BIGINT && from == DataType.DOUBLE && (Double) value == Math.rint((Double) value)) return Optional.of(((Double) value).longValue());
        return Optional.empty();
    }
}
