package dev.tributary.loadpackage;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Names one load: seconds since 1970 with a fraction of six digits, as text. Strictly increasing within a pipeline. */
public record LoadId(String value) implements Comparable<LoadId> {

    public LoadId {
        new BigDecimal(value);
    }

    /** The id for now, or a microsecond after the newest id that the pipeline has used. */
    public static LoadId next(Instant now, @Nullable LoadId newest) {
        LoadId id = new LoadId("%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1000));
        if (newest == null || id.compareTo(newest) > 0) {
            return id;
        }
        return new LoadId(new BigDecimal(newest.value)
                .add(BigDecimal.ONE.movePointLeft(6))
                .setScale(6)
                .toPlainString());
    }

    /** The moment the id stands for. */
    public Instant createdAt() {
        BigDecimal micros = new BigDecimal(value).movePointRight(6);
        return Instant.EPOCH.plusNanos(micros.longValue() * 1000);
    }

    /** By number, so that ids with and without padding compare as moments do. */
    @Override
    public int compareTo(LoadId other) {
        return new BigDecimal(value).compareTo(new BigDecimal(other.value));
    }

    @Override
    public String toString() {
        return value;
    }
}
