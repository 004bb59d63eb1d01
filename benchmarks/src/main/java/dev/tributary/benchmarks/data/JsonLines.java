package dev.tributary.benchmarks.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes JSON Lines as bytes. Texts are written as they are: whoever gives one has escaped it. */
final class JsonLines {
    private static final int BUFFER = 1 << 20;

    /** More than any one value takes. */
    private static final int RESERVE = 4096;

    private static final int SECONDS_OF_DAY = 86_400;
    private static final byte[] HEX = ascii("0123456789abcdef");

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private long flushed;
    private boolean first = true;

    JsonLines(OutputStream out) {
        this.out = out;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[][] words(String... texts) {
        byte[][] words = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            words[i] = texts[i].getBytes(StandardCharsets.UTF_8);
        }
        return words;
    }

    /** The bytes so far. */
    long bytes() {
        return flushed + at;
    }

    void endLine() throws IOException {
        buffer[at++] = '\n';
        first = true;
        room();
    }

    void flush() throws IOException {
        out.write(buffer, 0, at);
        flushed += at;
        at = 0;
    }

    JsonLines open() throws IOException {
        separate();
        buffer[at++] = '{';
        first = true;
        return this;
    }

    JsonLines close() {
        buffer[at++] = '}';
        first = false;
        return this;
    }

    JsonLines openList() throws IOException {
        separate();
        buffer[at++] = '[';
        first = true;
        return this;
    }

    JsonLines closeList() {
        buffer[at++] = ']';
        first = false;
        return this;
    }

    JsonLines name(String name) throws IOException {
        separate();
        buffer[at++] = '"';
        for (int i = 0; i < name.length(); i++) {
            buffer[at++] = (byte) name.charAt(i);
        }
        buffer[at++] = '"';
        buffer[at++] = ':';
        first = true;
        return this;
    }

    void nothing() throws IOException {
        separate();
        raw("null");
    }

    void truth(boolean value) throws IOException {
        separate();
        raw(value ? "true" : "false");
    }

    void number(long value) throws IOException {
        separate();
        digits(value);
    }

    /** A number with so many digits after the point. */
    void decimal(long unscaled, int scale) throws IOException {
        separate();
        long power = 1;
        for (int i = 0; i < scale; i++) {
            power *= 10;
        }
        if (unscaled < 0) {
            buffer[at++] = '-';
        }
        long positive = Math.abs(unscaled);
        digits(positive / power);
        buffer[at++] = '.';
        padded(positive % power, scale);
    }

    void text(byte[] value) throws IOException {
        openText().add(value).closeText();
    }

    /** A hexadecimal number of so many digits. */
    void hex(long high, long low, int length) throws IOException {
        openText().addHex(high, low, length).closeText();
    }

    /** A second since 1970, as {@code yyyy-MM-dd HH:mm:ss}, or with T and Z. */
    void time(long second, boolean iso) throws IOException {
        openText();
        date(Math.floorDiv(second, SECONDS_OF_DAY));
        buffer[at++] = (byte) (iso ? 'T' : ' ');
        int rest = (int) Math.floorMod(second, (long) SECONDS_OF_DAY);
        padded(rest / 3600, 2);
        buffer[at++] = ':';
        padded(rest / 60 % 60, 2);
        buffer[at++] = ':';
        padded(rest % 60, 2);
        if (iso) {
            buffer[at++] = 'Z';
        }
        closeText();
    }

    /** Begins a text that is made of parts. */
    JsonLines openText() throws IOException {
        separate();
        buffer[at++] = '"';
        return this;
    }

    JsonLines add(byte[] part) throws IOException {
        room();
        System.arraycopy(part, 0, buffer, at, part.length);
        at += part.length;
        return this;
    }

    JsonLines add(long part) {
        digits(part);
        return this;
    }

    JsonLines addHex(long high, long low, int length) {
        for (int i = length - 1; i >= 0; i--) {
            long half = i >= 16 ? high : low;
            buffer[at++] = HEX[(int) (half >>> (4 * (i & 15))) & 15];
        }
        return this;
    }

    void closeText() {
        buffer[at++] = '"';
    }

    private void separate() throws IOException {
        room();
        if (!first) {
            buffer[at++] = ',';
        }
        first = false;
    }

    private void room() throws IOException {
        if (at > BUFFER - RESERVE) {
            flush();
        }
    }

    private void raw(String text) {
        for (int i = 0; i < text.length(); i++) {
            buffer[at++] = (byte) text.charAt(i);
        }
    }

    private void digits(long value) {
        if (value < 0) {
            buffer[at++] = '-';
        }
        long positive = Math.abs(value);
        int length = 1;
        for (long rest = positive; rest >= 10; rest /= 10) {
            length++;
        }
        padded(positive, length);
    }

    private void padded(long value, int length) {
        long rest = value;
        for (int i = at + length - 1; i >= at; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += length;
    }

    /** Days since 1970 as a date of the Gregorian calendar, after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms". */
    private void date(long epochDay) {
        long day = epochDay + 719_468;
        long era = Math.floorDiv(day, 146_097L);
        long ofEra = day - era * 146_097;
        long yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shifted = (5 * ofYear + 2) / 153;
        long month = shifted < 10 ? shifted + 3 : shifted - 9;
        padded(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
        buffer[at++] = '-';
        padded(month, 2);
        buffer[at++] = '-';
        padded(ofYear - (153 * shifted + 2) / 5 + 1, 2);
    }
}
