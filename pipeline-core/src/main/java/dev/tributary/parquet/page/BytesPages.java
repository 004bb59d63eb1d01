package dev.tributary.parquet.page;

import dev.tributary.parquet.encoding.Bytes;
import dev.tributary.parquet.encoding.BytesDictionary;
import dev.tributary.parquet.encoding.DeltaBytes;
import dev.tributary.parquet.encoding.DistinctIds;
import dev.tributary.parquet.encoding.Output;
import dev.tributary.parquet.encoding.Words;
import dev.tributary.parquet.statistics.BloomFilter;
import dev.tributary.parquet.statistics.Bounds;
import dev.tributary.parquet.statistics.BytesBounds;
import dev.tributary.parquet.statistics.Order;
import dev.tributary.parquet.statistics.ValueOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/** Pages of byte strings: texts, bytes, or decimals of a fixed length. */
public final class BytesPages extends ValuePages<Bytes> {
    /** What the length of a value takes, which stands before it unless all have the same. */
    public static final int LENGTH_BYTES = Integer.BYTES;

    /** A text that shares less than this with the one before gains nothing from leaving the shared part out. */
    private static final int MIN_SHARED = 2;

    /** Values that hardly ever come back once another one came, */
    private static final double MOST_RUNS = 1.25;

    /** and have at least this in common with those before them, are smaller without a dictionary. */
    private static final double ALIKE = 0.75;

    /** A value of more than so many full pages is not copied on its way into one. */
    private static final int LARGE_PAGES = 4;

    private final boolean fixed;
    private final BytesBounds bounds;
    private final BytesDictionary dictionary;

    /** The open page's values in PLAIN form where they are not ids. */
    private final Output values;

    private byte @Nullable [] lastCompared;

    private BytesPages(ValueOrder order, PageSettings settings) {
        super(order, settings);
        this.fixed = order == ValueOrder.DECIMAL;
        this.bounds = new BytesBounds(fixed);
        this.dictionary = new BytesDictionary(fixed ? 0 : LENGTH_BYTES, settings.pool());
        this.values = new Output(settings.pool());
    }

    /** Pages of texts in UTF-8. */
    public static BytesPages ofTexts(PageSettings settings) {
        return new BytesPages(ValueOrder.TEXT, settings);
    }

    /** Pages of any bytes. */
    public static BytesPages ofBinary(PageSettings settings) {
        return new BytesPages(ValueOrder.BINARY, settings);
    }

    /** Pages of decimals in two's complement that all have one length, the highest byte first. */
    public static BytesPages ofDecimals(PageSettings settings) {
        return new BytesPages(ValueOrder.DECIMAL, settings);
    }

    /** Writes the length that stands before a value. */
    public static void putLength(byte[] array, int position, int length) {
        Words.setInt(array, position, length);
    }

    @Override
    int fit(Bytes source, int from, int to) {
        long limit = source.start(from) + (long) settings.pageBytes();
        int last = to;
        while (last > from + 1 && source.ends()[last - 1] > limit) {
            last--;
        }
        return last - from;
    }

    @Override
    boolean isLarge(Bytes source, int index) {
        return source.length(index) > (long) LARGE_PAGES * settings.pageBytes();
    }

    @Override
    int compressLarge(Bytes source, int index, Workspace workspace, OutputStream target) throws IOException {
        int length = source.length(index);
        workspace.plain.putInt(length);
        settings.codec().compress(source.array(), source.start(index), length, workspace, target);
        return Math.addExact(workspace.plain.size(), length);
    }

    @Override
    Bounds endLarge(Bytes source, int index) {
        endDictionary();
        bounds.add(source, index, index + 1);
        return bounds.end();
    }

    @Override
    void addPlain(Bytes source, int from, int to) {
        bounds.add(source, from, to);
        int start = source.start(from);
        if (!fixed) {
            values.putInt(source.length(from));
        }
        values.write(source.array(), start, source.ends()[to - 1] - start);
    }

    @Override
    void addPlain(int[] ids, int count) {
        for (int i = 0; i < count; i++) {
            int start = dictionary.start(ids[i]);
            int length = dictionary.length(ids[i]);
            if (!fixed) {
                values.putInt(length);
            }
            values.write(dictionary.array(), start, length);
            bounds.add(dictionary.array(), start, length);
        }
        bounds.settle();
    }

    @Override
    boolean fitDictionary(Bytes source, int from, int to) {
        return to == from || source.ends()[to - 1] - source.start(from) <= settings.dictionaryBytes();
    }

    @Override
    void lookUp(Bytes source, int from, int to, int[] ids, int position) {
        dictionary.ids(source, from, to, ids, position);
    }

    @Override
    void hash(Bytes source, int from, int to, BloomFilter target) {
        for (int i = from; i < to; i++) {
            target.add(source.array(), source.start(i), source.length(i));
        }
    }

    @Override
    void compare(Bytes source, int from, int to, Order target) {
        byte[] before = lastCompared;
        int start = 0;
        int length = before == null ? 0 : before.length;
        for (int i = from; i < to; i++) {
            if (before != null) {
                target.next(
                        fixed
                                ? ValueOrder.compareDecimals(
                                        source.array(), source.start(i), source.length(i), before, start, length)
                                : Arrays.compareUnsigned(
                                        source.array(),
                                        source.start(i),
                                        source.ends()[i],
                                        before,
                                        start,
                                        start + length));
            }
            before = source.array();
            start = source.start(i);
            length = source.length(i);
        }
        lastCompared = Arrays.copyOfRange(source.array(), start, start + length);
    }

    @Override
    void releaseValues() {
        values.release();
    }

    @Override
    void beginComparing() {
        lastCompared = null;
    }

    @Override
    boolean neighboursAlike(int[] ids, int count) {
        int changes = 0;
        for (int i = 1; i < count; i++) {
            changes += ids[i] == ids[i - 1] ? 0 : 1;
        }
        long length = dictionary.bytes() - (long) LENGTH_BYTES * distinct();
        return !fixed
                && changes <= distinct() * MOST_RUNS
                && DeltaBytes.shared(dictionary.array(), distinct()) > length * ALIKE;
    }

    @Override
    int distinct() {
        return dictionary.size();
    }

    @Override
    int dictionaryBytes() {
        return dictionary.bytes();
    }

    @Override
    long dictionaryGrowth(int values) {
        return dictionary.growth(values);
    }

    @Override
    void clearDictionary(boolean again) {
        if (again) {
            dictionary.clear();
        } else {
            dictionary.release();
        }
    }

    @Override
    Bounds endPlain() {
        if (values.array().length > 2 * settings.pageBytes()) {
            values.release();
        }
        values.resize(0);
        return bounds.end();
    }

    @Override
    Bounds bounds(DistinctIds ids) {
        for (int i = 0; i < ids.size(); i++) {
            int id = ids.get(i);
            bounds.add(dictionary.array(), dictionary.start(id), dictionary.length(id));
        }
        bounds.settle();
        return bounds.end();
    }

    @Override
    int plainBytes() {
        return values.size();
    }

    @Override
    long memoryOfValues() {
        return values.array().length + dictionary.memory();
    }

    @Override
    List<Encoding> candidates() {
        if (fixed || count() == 1) {
            return List.of(Encoding.PLAIN);
        }
        return DeltaBytes.shared(values.array(), count()) >= (long) MIN_SHARED * count()
                ? List.of(Encoding.PLAIN, Encoding.DELTA_LENGTH_BYTE_ARRAY, Encoding.DELTA_BYTE_ARRAY)
                : List.of(Encoding.PLAIN, Encoding.DELTA_LENGTH_BYTE_ARRAY);
    }

    @Override
    void writePlain(Encoding encoding, int first, Output out, Workspace workspace) {
        if (encoding == Encoding.DELTA_BYTE_ARRAY) {
            workspace.sharing.write(values, first, workspace.deltas, out);
        } else if (encoding == Encoding.DELTA_LENGTH_BYTE_ARRAY) {
            workspace.sharing.writeWhole(values, first, workspace.deltas, out);
        } else {
            out.write(values.array(), 0, first == count() ? values.size() : DeltaBytes.end(values, first));
        }
    }

    @Override
    void writeDictionaryValues(Output out) {
        out.write(dictionary.array(), 0, dictionary.bytes());
    }
}
