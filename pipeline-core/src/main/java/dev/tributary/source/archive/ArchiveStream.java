package dev.tributary.source.archive;

import dev.tributary.error.ExtractException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.ZipException;

/** The unpacked bytes of a file; tells in a sentence what is wrong with it. */
final class ArchiveStream extends FilterInputStream {
    private final String name;
    private final Archive archive;
    private long unpacked;

    ArchiveStream(String name, Archive archive, InputStream bytes) {
        super(bytes);
        this.name = name;
        this.archive = archive;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int count = super.read(target, offset, length);
            unpacked += Math.max(count, 0);
            return count;
        } catch (EOFException e) {
            throw unreadable("is cut off", e);
        } catch (ZipException e) {
            throw unreadable("is damaged (" + e.getMessage() + ")", e);
        }
    }

    private ExtractException unreadable(String what, IOException cause) {
        return new ExtractException(
                "Cannot read file '%s': its %s archive %s behind %,d unpacked bytes (nothing of this run is loaded; replace the file, or leave it out, and run again)"
                        .formatted(name, archive.name().toLowerCase(Locale.ROOT), what, unpacked),
                cause);
    }
}
