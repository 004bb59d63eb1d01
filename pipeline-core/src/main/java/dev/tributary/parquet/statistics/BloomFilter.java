package dev.tributary.parquet.statistics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.HashFunction;
import org.apache.parquet.column.values.bloomfilter.XxHash;
import org.apache.parquet.format.BloomFilterAlgorithm;
import org.apache.parquet.format.BloomFilterCompression;
import org.apache.parquet.format.BloomFilterHash;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.SplitBlockAlgorithm;
import org.apache.parquet.format.Uncompressed;
import org.apache.parquet.format.Util;

/**
 * Tells of most values that a column chunk does not hold them. It is made of the hashes of the chunk's values, which are
 * kept until the chunk ends, so that its size follows from how many different ones there are.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/bloomfilter/">Bloom Filter</a>
 */
public final class BloomFilter {
    /** So often is a value that is not there taken for one that is. */
    private static final double FALSE_POSITIVES = 0.01;

    /** Readers load the whole filter; parquet-java's limit. */
    private static final int MAX_BYTES = 1 << 20;

    private static final HashFunction HASH = new XxHash();

    private long[] hashes = new long[64];
    private int size;
    private long last;

    /** Adds a value in PLAIN form, without its length. */
    public void add(byte[] array, int start, int length) {
        addHash(HASH.hashByteBuffer(ByteBuffer.wrap(array, start, length)));
    }

    private void addHash(long hash) {
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

    public long memory() {
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
    public byte[] end() throws IOException {
        makeDistinct();
        int bytes = BlockSplitBloomFilter.optimalNumOfBits(Math.max(1, size), FALSE_POSITIVES) / Byte.SIZE;
        BlockSplitBloomFilter filter = new BlockSplitBloomFilter(Math.min(bytes, MAX_BYTES), MAX_BYTES);
        for (int i = 0; i < size; i++) {
            filter.insertHash(hashes[i]);
        }
        size = 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream(filter.getBitsetSize() + 64);
        Util.writeBloomFilterHeader(
                new BloomFilterHeader(
                        filter.getBitsetSize(),
                        BloomFilterAlgorithm.BLOCK(new SplitBlockAlgorithm()),
                        BloomFilterHash.XXHASH(new org.apache.parquet.format.XxHash()),
                        BloomFilterCompression.UNCOMPRESSED(new Uncompressed())),
                out);
        filter.writeTo(out);
        return out.toByteArray();
    }
}
