package dev.tributary.source.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.tributary.error.ExtractException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveTest {
    private static final byte[] TEXT = text();

    /** Text that packs to some buffers' worth. */
    private static byte[] text() {
        StringBuilder text = new StringBuilder();
        Random random = new Random(7);
        while (text.length() < 1_000_000) {
            text.append("{\"a\":").append(random.nextLong()).append("}\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(Archive archive, byte[] text) throws IOException {
        if (archive == Archive.ZSTD) {
            return Zstd.compress(text);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(String name, byte[] bytes) throws IOException {
        try (InputStream in = Archive.unpack(name, new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static void refuses(String name, byte[] bytes, String message) {
        assertThatThrownBy(() -> unpacked(name, bytes))
                .isInstanceOf(ExtractException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @EnumSource
    void unpacksByContentWhateverTheNameIs(Archive archive) throws IOException {
        byte[] packed = packed(archive, TEXT);

        assertThat(unpacked("a.json" + archive.ending(), packed)).isEqualTo(TEXT);
        assertThat(unpacked("a.json", packed)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void unpacksAllMembers(Archive archive) throws IOException {
        byte[] packed = joined(packed(archive, TEXT), packed(archive, new byte[0]), packed(archive, TEXT));

        assertThat(unpacked("a", packed)).isEqualTo(joined(TEXT, TEXT));
    }

    @Test
    void takesOtherFilesAsTheyAre() throws IOException {
        assertThat(unpacked("a.json", TEXT)).isEqualTo(TEXT);
        assertThat(unpacked("a.json", new byte[0])).isEmpty();
        assertThat(unpacked("a.json", new byte[] {'1'})).isEqualTo(new byte[] {'1'});
    }

    @Test
    void bearsZerosBehindGzipAndWhatItsHeadMayHold() throws IOException {
        byte[] plain = packed(Archive.GZIP, TEXT);
        byte[] head = Arrays.copyOf(plain, 10);
        head[3] = 2 | 4 | 8 | 16;
        byte[] more = {3, 0, 'e', 'x', 't', 'n', 0, 'c', 'o', 0, 1, 2};

        assertThat(unpacked("a", joined(head, more, Arrays.copyOfRange(plain, 10, plain.length), new byte[1000])))
                .isEqualTo(TEXT);
    }

    @Test
    void skipsTheIndexOfZstd() throws IOException {
        byte[] index = {0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 7, 7};

        assertThat(unpacked("a", joined(index, packed(Archive.ZSTD, TEXT), index)))
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnArchiveThatIsCutOffAnywhere(Archive archive) throws IOException {
        byte[] packed = packed(archive, "[1,2,3]".getBytes(StandardCharsets.UTF_8));
        byte[] twice = joined(packed, packed);

        for (int length = 0; length < twice.length; length++) {
            byte[] cut = Arrays.copyOf(twice, length);
            if (length != packed.length) {
                assertThatThrownBy(() -> unpacked("a.json" + archive.ending(), cut))
                        .as(length + " of " + twice.length)
                        .isInstanceOf(ExtractException.class)
                        .hasMessageContaining(" archive is cut off behind ");
            }
        }
    }

    @Test
    void saysHowFarAnArchiveCouldBeRead() throws IOException {
        byte[] gzip = packed(Archive.GZIP, "[1,2,3]".getBytes(StandardCharsets.UTF_8));
        byte[] zstd = packed(Archive.ZSTD, "[1,2,3]".getBytes(StandardCharsets.UTF_8));

        refuses(
                "a.json.gz",
                Arrays.copyOf(gzip, gzip.length - 1),
                "Cannot read file 'a.json.gz': its gzip archive is cut off behind 7 unpacked bytes (nothing of this run is loaded; replace the file, or leave it out, and run again)");
        refuses(
                "a.json.zst",
                Arrays.copyOf(zstd, zstd.length - 1),
                "Cannot read file 'a.json.zst': its zstd archive is cut off behind 6 unpacked bytes (nothing of this run is loaded; replace the file, or leave it out, and run again)");
    }

    @Test
    void refusesDamage() throws IOException {
        byte[] gzip = packed(Archive.GZIP, "[1,2,3]".getBytes(StandardCharsets.UTF_8));
        byte[] wrongSum = gzip.clone();
        wrongSum[gzip.length - 6] ^= 1;
        byte[] zstd = packed(Archive.ZSTD, TEXT);
        Arrays.fill(zstd, zstd.length - 1000, zstd.length - 900, (byte) 0xFF);

        refuses(
                "a.gz",
                wrongSum,
                "Cannot read file 'a.gz': its gzip archive is damaged (its checksum is another one) behind 7 unpacked bytes (nothing of this run is loaded; replace the file, or leave it out, and run again)");
        refuses(
                "a.gz",
                joined(gzip, new byte[] {'x'}),
                "Cannot read file 'a.gz': its gzip archive is damaged (other bytes follow) behind 7 unpacked bytes (nothing of this run is loaded; replace the file, or leave it out, and run again)");
        refuses(
                "a.gz",
                "[1]".getBytes(StandardCharsets.UTF_8),
                "Cannot read file 'a.gz': its gzip archive is damaged (it does not begin as gzip does) behind 0 unpacked bytes (nothing of this run is loaded; replace the file, or leave it out, and run again)");
        refuses(
                "a.zst",
                "[1,2,3]".getBytes(StandardCharsets.UTF_8),
                "Cannot read file 'a.zst': its zstd archive is damaged (Unknown frame descriptor) behind 0 unpacked bytes (nothing of this run is loaded; replace the file, or leave it out, and run again)");
        assertThatThrownBy(() -> unpacked("a.zst", zstd))
                .isInstanceOf(ExtractException.class)
                .hasMessageMatching(
                        "Cannot read file 'a\\.zst': its zstd archive is damaged \\(.+\\) behind [1-9][0-9,]* unpacked bytes \\(nothing .+\\)");
    }
}
