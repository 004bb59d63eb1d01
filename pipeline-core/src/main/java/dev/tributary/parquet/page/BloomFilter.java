package dev.tributary.parquet.page;

import dev.tributary.parquet.encoding.Output;
import dev.tributary.parquet.encoding.Words;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.format.BloomFilterAlgorithm;
import org.apache.parquet.format.BloomFilterCompression;
import org.apache.parquet.format.BloomFilterHash;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.SplitBlockAlgorithm;
import org.apache.parquet.format.Uncompressed;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.XxHash;

/**
 * Tells of most values that a column chunk does not hold them. It is made of the hashes of the chunk's values, which are
 * kept until the chunk ends, so that its size follows from how many different ones there are.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/bloomfilter/">Bloom Filter</a>
 */
final class BloomFilter {
    /** A value that is not there is taken for one that is in one of a hundred look-ups. */
    private static final double BITS_PER_VALUE = -8 / Math.log(1 - Math.pow(0.01, 1.0 / 8));

    private static final int BLOCK_BYTES = 32;

    /** Readers load the whole filter; parquet-java's limit. */
    private static final int MAX_BYTES = 1 << 20;

    private static final int[] SALT = {
        0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
    };

    private long[] hashes = new long[64];
    private int size;
    private long last;

    void add(long hash) {
        if (size > 0 && hash == last) {
            return;
        }
        last = hash;
        if (size == hashes.length) {
            makeDistinct();
            if (size > hashes.length / 2) {
                hashes = Arrays.copyOf(hashes, hashes.length * 2);
            }
        }
        hashes[size++] = hash;
    }

    long memory() {
        return hashes.length * (long) Long.BYTES;
    }

    private void makeDistinct() {
        Arrays.sort(hashes, 0, size);
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                hashes[distinct++] = hashes[i];
            }
        }
        size = distinct;
    }

    /** The filter as it stands in a file, header and bits; the values are forgotten. */
    byte[] end() throws IOException {
        makeDistinct();
        Output out = new Output(BLOCK_BYTES);
        int bytes = bytes(size);
        Util.writeBloomFilterHeader(
                new BloomFilterHeader(
                        bytes,
                        BloomFilterAlgorithm.BLOCK(new SplitBlockAlgorithm()),
                        BloomFilterHash.XXHASH(new XxHash()),
                        BloomFilterCompression.UNCOMPRESSED(new Uncompressed())),
                out);
        int start = out.size();
        out.reserve(bytes);
        byte[] array = Arrays.copyOf(out.array(), start + bytes);
        for (int i = 0; i < size; i++) {
            long block = (hashes[i] >>> Integer.SIZE) * (bytes / BLOCK_BYTES) >>> Integer.SIZE;
            for (int word = 0; word < SALT.length; word++) {
                int position = start + (int) block * BLOCK_BYTES + word * Integer.BYTES;
                int bit = (int) hashes[i] * SALT[word] >>> 27;
                Words.setInt(array, position, Words.getInt(array, position) | 1 << bit);
            }
        }
        size = 0;
        return array;
    }

    /** A power of two, for readers that rely on it. */
    private static int bytes(int values) {
        long bytes = (long) (values * BITS_PER_VALUE / Byte.SIZE);
        return (int) Math.max(BLOCK_BYTES, Math.min(MAX_BYTES, Long.highestOneBit(Math.max(1, bytes - 1)) << 1));
    }
}
