package dev.tributary.source.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A text in UTF-8 in a file of the folder for temporary files, which nobody else sees and which is gone once this is closed, or the
 * process ends. It is written by one thread, and read by others afterwards.
 */
public final class LargeText implements AutoCloseable {
    private final ScratchFile file = ScratchFile.temporary();

    /** No text yet. */
    public LargeText() throws IOException {}

    /** Adds some bytes of an array at the end, without white space of JSON before the first of them. */
    public void add(byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (size() == 0 && at < to && JsonLines.isBlank(bytes[at])) {
            at++;
        }
        file.add(bytes, at, to - at);
    }

    /** Leaves out white space of JSON behind the last other byte. */
    public void trim() throws IOException {
        byte[] last = new byte[1];
        while (size() > 0 && read(size() - 1, last, 0, 1) == 1 && JsonLines.isBlank(last[0])) {
            file.cut(size() - 1);
        }
    }

    /** Adds what is written to it at the end. */
    public OutputStream sink() {
        return file.end();
    }

    /** How many bytes there are. */
    public long size() {
        return file.size();
    }

    /** Reads so many bytes, or as many as there are from that place on, and returns how many. */
    public int read(long position, byte[] target, int offset, int length) throws IOException {
        return file.read(position, target, offset, length);
    }

    /** The bytes from the first one on. */
    public InputStream open() {
        return file.from(0);
    }

    /** Deletes the file. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
