package dev.tributary.cli.terminal;

import java.util.Locale;

/** Numbers of things, for reading. */
public final class Counted {
    private Counted() {}

    /** One {@code table}, or so many {@code tables}. */
    public static String of(long number, String thing) {
        return of(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** A number, with commas between its thousands wherever the machine is. */
    public static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
