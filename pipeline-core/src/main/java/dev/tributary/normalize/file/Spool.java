package dev.tributary.normalize.file;

import dev.tributary.destination.FileStream;
import dev.tributary.loadpackage.PackagedFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data file of which the disk holds the end: each part that has gathered is sent once more bytes come. What is written at
 * once stays together, so that a footer is on the disk whole. Not thread-safe.
 */
final class Spool extends OutputStream {
    /** A destination may take 10,000 parts only: those of a very large file grow. */
    private static final int PARTS_OF_ONE_SIZE = 1_000;

    private final Path path;
    private final TableFiles.Streaming streaming;
    private final PackagedFile file;
    private @Nullable OutputStream out;
    private @Nullable FileStream stream;
    private boolean kept;
    private long gathered;
    private long beforeLast;
    private int parts;

    /** Writes to the path once there are bytes; the end of the file is there when this is closed. */
    Spool(Path path, TableFiles.Streaming streaming, PackagedFile file) {
        this.path = path;
        this.streaming = streaming;
        this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!kept && gathered >= streaming.partBytes() * (1 + parts / PARTS_OF_ONE_SIZE)) {
            send();
        }
        if (out == null) {
            out = new FileOutputStream(path.toFile());
        }
        out.write(bytes, offset, length);
        beforeLast = gathered;
        gathered += length;
    }

    private void send() throws IOException {
        if (stream == null) {
            stream = streaming.begin().apply(file).orElse(null);
            kept = stream == null;
            if (stream == null) {
                return;
            }
        }
        close();
        Path part = nextPart();
        Files.move(path, part);
        gathered = 0;
        stream.send(part);
    }

    private Path nextPart() {
        return path.resolveSibling(path.getFileName() + "." + ++parts);
    }

    /** The stream that has the file's first bytes, if any were sent. The file is complete: its last bytes stay on the disk. */
    Optional<FileStream> end() {
        if (stream != null && beforeLast >= streaming.leastBytes()) {
            try {
                sendAllButTheLast(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.ofNullable(stream);
    }

    /** What was written last goes into a file of its own. */
    private void sendAllButTheLast(FileStream begun) throws IOException {
        Path part = nextPart();
        Files.move(path, part);
        try (FileChannel all = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE);
                OutputStream last = new FileOutputStream(path.toFile())) {
            Channels.newInputStream(all.position(beforeLast)).transferTo(last);
            all.truncate(beforeLast);
        }
        begun.send(part);
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }
}
