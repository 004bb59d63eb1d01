package dev.tributary.parquet.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesReader;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is encoded here is read back by parquet-java. */
class EncodingsTest {
    private static ByteBufferInputStream stream(Output out) {
        return ByteBufferInputStream.wrap(ByteBuffer.wrap(out.array(), 0, out.size()));
    }

    static int[] widths() {
        return IntStream.rangeClosed(0, 32).toArray();
    }

    @ParameterizedTest
    @MethodSource("widths")
    void packsValuesOfAnyWidth(int width) {
        Random random = new Random(width);
        int mask = (int) ((1L << width) - 1);
        int[] values = new int[48];
        Arrays.setAll(values, i -> i % 5 == 0 ? mask : i % 5 == 1 ? 0 : random.nextInt() & mask);
        Output out = new Output();
        out.write(7);
        out.putBits(values, 8, 40, width);
        out.write(9);

        assertThat(out.size()).isEqualTo(2 + 5 * width);
        assertThat(out.array()[0]).isEqualTo((byte) 7);
        assertThat(out.array()[out.size() - 1]).isEqualTo((byte) 9);
        BytePacker packer = Packer.LITTLE_ENDIAN.newBytePacker(width);
        int[] read = new int[40];
        for (int group = 0; group < 5; group++) {
            packer.unpack8Values(out.array(), 1 + group * width, read, group * 8);
        }
        assertThat(read).isEqualTo(Arrays.copyOfRange(values, 8, 48));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 32, 33, 128, 129, 130, 1_000})
    void readsBackDifferencesOfAnyThirtyTwoBits(int count) throws Exception {
        Random random = new Random(count);
        int[] extremes = {Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1};
        int[] values = new int[count];
        Arrays.setAll(values, i -> i % 300 < 150 ? i % 7 : random.nextBoolean() ? extremes[i % 4] : random.nextInt());
        Output out = new Output();
        new DeltaBinary().write(values, count, out);

        DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
        reader.initFromPage(count, stream(out));
        for (int value : values) {
            assertThat(reader.readInteger()).isEqualTo(value);
        }
    }

    /** Texts that have from none to all of their bytes in common with those before them. */
    private static String[] texts() {
        Random random = new Random(1);
        String[] texts = new String[2_000];
        String before = "";
        for (int i = 0; i < texts.length; i++) {
            int kept = random.nextInt(before.length() + 1);
            before = before.substring(0, kept) + "ab".repeat(20).substring(random.nextInt(40));
            texts[i] = i % 7 == 0 && i > 0 ? texts[i - 1] : before.substring(0, Math.min(before.length(), 40));
        }
        return texts;
    }

    private static Output plain(String[] texts) {
        Output plain = new Output();
        for (String text : texts) {
            plain.putInt(text.length());
            plain.write(text.getBytes(StandardCharsets.UTF_8), 0, text.length());
        }
        return plain;
    }

    @Test
    void readsBackTextsThatBeginAlike() throws Exception {
        String[] texts = texts();
        Output out = new Output();
        new DeltaBytes().write(plain(texts), texts.length, new DeltaBinary(), out);

        DeltaByteArrayReader reader = new DeltaByteArrayReader();
        reader.initFromPage(texts.length, stream(out));
        for (String text : texts) {
            assertThat(reader.readBytes().toStringUsingUTF8()).isEqualTo(text);
        }
    }

    @Test
    void readsBackWholeTexts() throws Exception {
        String[] texts = texts();
        Output out = new Output();
        new DeltaBytes().writeWhole(plain(texts), texts.length, new DeltaBinary(), out);

        DeltaLengthByteArrayValuesReader reader = new DeltaLengthByteArrayValuesReader();
        reader.initFromPage(texts.length, stream(out));
        for (String text : texts) {
            assertThat(reader.readBytes().toStringUsingUTF8()).isEqualTo(text);
        }
    }

    @Test
    void countsTheBytesThatTextsHaveInCommonUpToTheEndOfTheirArray() {
        for (int length = 0; length <= 20; length++) {
            for (int differs = 0; differs <= length; differs++) {
                byte[] both = new byte[2 * length];
                if (differs < length) {
                    both[length + differs] = 1;
                }
                assertThat(Words.common(both, 0, length, length, length)).isEqualTo(differs);
            }
        }
    }
}
