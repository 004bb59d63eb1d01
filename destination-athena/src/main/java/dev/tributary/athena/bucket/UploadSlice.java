package dev.tributary.athena.bucket;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import software.amazon.awssdk.core.sync.RequestBody;

/** Some bytes of an upload, readable as often as a request is repeated. */
record UploadSlice(Upload upload, long from, long length) {

    RequestBody body() {
        return RequestBody.fromContentProvider(this::open, length, "application/octet-stream");
    }

    private InputStream open() {
        long inFile = Math.max(0, Math.min(length, upload.head() - from));
        int tailFrom = (int) Math.max(0, from - upload.head());
        try {
            if (inFile == length) {
                return file(inFile);
            }
            InputStream tail = new ByteArrayInputStream(upload.tail().get(), tailFrom, (int) (length - inFile));
            return inFile == 0 ? tail : new SequenceInputStream(file(inFile), tail);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read '" + upload.file() + "': " + e.getMessage(), e);
        }
    }

    private InputStream file(long bytes) throws IOException {
        FileChannel channel = FileChannel.open(upload.file());
        return new Limited(Channels.newInputStream(channel.position(from)), bytes);
    }

    /** Ends after some bytes. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long bytes) {
            super(in);
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = super.read(target, offset, (int) Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
