package dev.tributary.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which a file may come packed. */
public enum Archive {
    /** RFC 1952; several members, one behind the other, are one text. */
    GZIP(".gz"),
    /** RFC 8878; several frames, one behind the other, are one text. */
    ZSTD(".zst");

    /** Bytes that tell the form of a file. */
    private static final int MAGIC = 4;

    private final String ending;

    Archive(String ending) {
        this.ending = ending;
    }

    /** What the names of such files end in. */
    public String ending() {
        return ending;
    }

    /** What the names of packed files end in. */
    public static List<String> endings() {
        return Arrays.stream(values()).map(Archive::ending).toList();
    }

    /** A name without the ending that says how the file is packed, if it has one. */
    public static String unpackedName(String name) {
        return ofName(name)
                .map(archive -> name.substring(0, name.length() - archive.ending.length()))
                .orElse(name);
    }

    /**
     * The bytes of a file unpacked, or as they are where it is not packed: its first bytes tell, and where they don't, its
     * name. A file that is cut off or damaged fails with a sentence when that shows, at the end at the latest.
     */
    public static InputStream unpack(String name, InputStream file) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(file, MAGIC);
        byte[] first = bytes.readNBytes(MAGIC);
        bytes.unread(first);
        Optional<Archive> archive = ofContent(first).or(() -> ofName(name));
        return archive.isEmpty()
                ? bytes
                : new ArchiveStream(name, archive.get(), archive.get().open(bytes));
    }

    private InputStream open(InputStream bytes) {
        return switch (this) {
            case GZIP -> new GzipStream(bytes);
            case ZSTD -> new ZstdStream(bytes);
        };
    }

    private static Optional<Archive> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(archive -> lower.endsWith(archive.ending))
                .findFirst();
    }

    private static Optional<Archive> ofContent(byte[] first) {
        if (first.length >= 2 && (first[0] & 0xFF) == 0x1F && (first[1] & 0xFF) == 0x8B) {
            return Optional.of(GZIP);
        }
        return first.length == MAGIC && isFrame(first) ? Optional.of(ZSTD) : Optional.empty();
    }

    /** Whether a frame of zstd begins so, or one that is skipped, in which some tools keep an index. */
    private static boolean isFrame(byte[] first) {
        int magic = (first[3] & 0xFF) << 24 | (first[2] & 0xFF) << 16 | (first[1] & 0xFF) << 8 | first[0] & 0xFF;
        return magic == 0xFD2FB528 || (magic & 0xFFFFFFF0) == 0x184D2A50;
    }
}
