package dev.tributary.extract.json;

import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.LargeText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The bytes of a stream that are read and not handed on yet, at the front of an array. The array goes to the batches that are
 * cut from it, and what is left to another one; those that nobody reads any more are used again.
 */
final class InputBytes {
    /** Large enough that hand-over costs nothing, small enough that several fit in any heap. */
    static final int BATCH_BYTES = 1 << 20;

    /** A value with more bytes than these is not held any more. */
    private static final int LARGE_BYTES = 4 << 20;

    /** What is read at once is copied twice; so much stays in a processor's cache. */
    private static final int READ_BYTES = 256 << 10;

    private final InputStream in;
    private final Queue<byte[]> spare = new ConcurrentLinkedQueue<>();
    private byte[] array = new byte[BATCH_BYTES];
    private int length;
    private boolean atEnd;

    InputBytes(InputStream in) {
        this.in = in;
    }

    /** The array at present. */
    byte[] array() {
        return array;
    }

    /** How many bytes of the array are filled. */
    int length() {
        return length;
    }

    /** Whether the stream has no more bytes than these. */
    boolean atEnd() {
        return atEnd;
    }

    /** Reads so much more as a batch may have, if there is room. */
    void fill() throws IOException {
        int most = Math.min(array.length, length + BATCH_BYTES);
        while (length < most && !atEnd) {
            int read = in.read(array, length, Math.min(READ_BYTES, most - length));
            if (read < 0) {
                atEnd = true;
            } else {
                length += read;
            }
        }
    }

    /** Whether what there is from a place on is too large to be held, if it is one value. */
    boolean isLarge(int from) {
        return length - from >= LARGE_BYTES;
    }

    /** Moves all bytes from a place on to the end of a text, forgets those before it, and reads on. */
    void moveTo(LargeText text, int from) throws IOException {
        text.add(array, from, length);
        length = 0;
        fill();
    }

    /** Puts a text before the bytes, and forgets it. */
    void putBack(LargeText text) throws IOException {
        byte[] all = new byte[Math.toIntExact(text.size() + array.length)];
        int before = text.read(0, all, 0, all.length);
        System.arraycopy(array, 0, all, before, length);
        array = all;
        length += before;
        text.close();
    }

    /** Makes room where there is none. */
    void grow() {
        if (length == array.length) {
            array = Arrays.copyOf(array, Math.multiplyExact(array.length, 2));
        }
    }

    /** Forgets the bytes before a place, in the same array. */
    void drop(int from) {
        System.arraycopy(array, from, array, 0, length - from);
        length -= from;
    }

    /** Goes on in another array, with what is in this one from there on. */
    void goOnFrom(int from) {
        byte[] before = array;
        length -= from;
        array = other(length);
        System.arraycopy(before, from, array, 0, length);
    }

    private byte[] other(int needed) {
        byte[] used = needed <= BATCH_BYTES ? spare.poll() : null;
        return used != null ? used : new byte[Math.max(BATCH_BYTES, needed)];
    }

    /** Takes back an array that was handed on; any thread may call this. */
    void released(byte[] handedOn) {
        if (handedOn.length == BATCH_BYTES) {
            spare.add(handedOn);
        }
    }

    /** The first place from there on that is not white space. */
    int skipSpace(int from) {
        int at = from;
        while (at < length && JsonLines.isBlank(array[at])) {
            at++;
        }
        return at;
    }
}
