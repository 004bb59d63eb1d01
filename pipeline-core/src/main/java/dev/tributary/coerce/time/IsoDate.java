package dev.tributary.coerce.time;

import java.time.LocalDate;
import java.util.Optional;

/** Dates as text, accepted and refused exactly as by dlt's detection {@code iso_date}, which also takes a year alone. */
public final class IsoDate {
    private IsoDate() {}

    /** The date, if the text is one without a time. */
    public static Optional<LocalDate> parse(CharSequence text) {
        IsoParts parts = IsoTimestamp.parts(text);
        return parts != null && parts.isDate() ? Optional.ofNullable(parts.date()) : Optional.empty();
    }
}
