package dev.tributary.source.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, RFC 1952, all members of it. Unlike the JDK's stream it takes nothing behind a member for an end but the end
 * of the file, and zeros, with which tapes are filled up.
 */
final class GzipStream extends InputStream {
    /** Bytes read from a packed file at once. */
    private static final int BUFFER = 65_536;

    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int at;
    private int limit;
    private boolean inMember;
    private boolean isFirst = true;

    GzipStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || begin()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                checksum.update(target, offset, count);
                return count;
            }
            if (inflater.finished() || inflater.needsDictionary()) {
                end();
            } else if (inflater.needsInput()) {
                if (at == limit && !fill()) {
                    throw new EOFException();
                }
                inflater.setInput(buffer, at, limit - at);
                at = limit;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage());
        }
    }

    /** Reads the head of the next member, if there is one. */
    private boolean begin() throws IOException {
        if (!isFirst) {
            if (at == limit && !fill()) {
                return false;
            }
            if (buffer[at] == 0) {
                skipZeros();
                return false;
            }
        }
        if (next() != 0x1F || next() != 0x8B || next() != 8) {
            throw new ZipException(isFirst ? "it does not begin as gzip does" : "other bytes follow");
        }
        int flags = next();
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            skip(2);
        }
        isFirst = false;
        inMember = true;
        inflater.reset();
        checksum.reset();
        return true;
    }

    /** Checks the member against what is said behind it. */
    private void end() throws IOException {
        at = limit - inflater.getRemaining();
        boolean isWhole =
                nextInteger() == checksum.getValue() & nextInteger() == (inflater.getBytesWritten() & 0xFFFFFFFFL);
        if (!isWhole) {
            throw new ZipException("its checksum is another one");
        }
        inMember = false;
    }

    private long nextInteger() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skipZeros() throws IOException {
        while (at < limit || fill()) {
            if (buffer[at++] != 0) {
                throw new ZipException("other bytes follow");
            }
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {}
    }

    private int next() throws IOException {
        if (at == limit && !fill()) {
            throw new EOFException();
        }
        return buffer[at++] & 0xFF;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
