package dev.tributary.parquet.page;

import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/** Pages of numbers of 32 or 64 bits. Doubles come as their bits. */
public final class LongPages extends ColumnPages<long[]> {
    /** The kinds of number. */
    public enum Kind {
        INT32(ValueOrder.INT32, Integer.BYTES),
        INT64(ValueOrder.INT64, Long.BYTES),
        DOUBLE(ValueOrder.DOUBLE, Long.BYTES);

        private final ValueOrder order;
        private final int width;

        Kind(ValueOrder order, int width) {
            this.order = order;
            this.width = width;
        }
    }

    private static final long[] NOTHING = {};

    private final Kind kind;
    private final DictionaryTrial trial;

    /** Present while the chunk's pages refer to it, or may come to. */
    private @Nullable LongDictionary dictionary;

    private boolean dictionaryUsed;
    private boolean dictionaryFull;

    /** What the smaller of the encodings was for this chunk's first page without a dictionary. */
    private @Nullable Encoding settled;

    /** The open page's values, or their ids where {@link #hasIds}. */
    private long[] values = NOTHING;

    private int[] ids = {};
    private boolean hasIds;
    private int count;
    private final LongBounds bounds;

    public LongPages(Kind kind, Workspace workspace, PageSettings settings) {
        super(kind.order, workspace, settings);
        this.kind = kind;
        this.bounds = new LongBounds(kind);
        this.trial = new DictionaryTrial(settings.dictionaryBytes());
        reset();
    }

    @Override
    int fit(long[] source, int from, int to) {
        return to - from;
    }

    @Override
    void put(long[] source, int from, int to) {
        bounds.add(source, from, to);
        int length = to - from;
        if (!hasIds || dictionary == null) {
            if (count + length > values.length) {
                values = Arrays.copyOf(values, Math.max(count + length, values.length * 2));
            }
            System.arraycopy(source, from, values, count, length);
            count += length;
            return;
        }
        if (count + length > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(count + length, ids.length * 2));
        }
        for (int i = from; i < to; i++) {
            ids[count++] = dictionary.id(source[i]);
        }
        if (trial.fails(length, dictionary.size(), dictionaryBytes())) {
            giveUp(dictionary);
        }
    }

    /** Ends the use of the dictionary, with the open page where another refers to it, else at once. */
    private void giveUp(LongDictionary failed) {
        dictionaryFull = true;
        if (dictionaryUsed) {
            return;
        }
        values = new long[Math.max(count, 16)];
        for (int i = 0; i < count; i++) {
            values[i] = failed.get(ids[i]);
        }
        trial.abandoned();
        hasIds = false;
        ids = new int[0];
        dictionary = null;
    }

    @Override
    int openBytes() {
        if (!hasIds || dictionary == null) {
            return count * kind.width;
        }
        return dictionaryFull
                ? Integer.MAX_VALUE
                : (int) ((long) count * RunLength.width(dictionary.size()) / Byte.SIZE);
    }

    @Override
    int dictionaryBytes() {
        return dictionary == null ? 0 : dictionary.size() * kind.width;
    }

    @Override
    long valueMemory() {
        return ids.length * (long) Integer.BYTES
                + values.length * (long) Long.BYTES
                + (dictionary == null ? 0 : dictionary.memory());
    }

    @Override
    List<Encoding> encodings() {
        if (count == 0 || (kind == Kind.DOUBLE && !hasIds)) {
            return List.of(Encoding.PLAIN);
        }
        if (hasIds) {
            return List.of(Encoding.RLE_DICTIONARY);
        }
        return settled == null ? List.of(Encoding.PLAIN, Encoding.DELTA_BINARY_PACKED) : List.of(settled);
    }

    @Override
    void writeValues(Encoding encoding, Output out) {
        if (encoding == Encoding.RLE_DICTIONARY && dictionary != null) {
            int bits = RunLength.width(dictionary.size());
            out.write(bits);
            workspace.runs.ids(ids, count, bits, out);
        } else if (encoding == Encoding.DELTA_BINARY_PACKED) {
            workspace.deltas.write(values, count, kind == Kind.INT32, out);
        } else {
            out.reserve(count * kind.width);
            for (int i = 0; i < count; i++) {
                plain(values[i], out);
            }
        }
    }

    private void plain(long value, Output out) {
        if (kind == Kind.INT32) {
            out.putInt((int) value);
        } else {
            out.putLong(value);
        }
    }

    @Override
    void chosen(Encoding encoding) {
        if (encoding == Encoding.RLE_DICTIONARY) {
            dictionaryUsed = true;
        } else if (count > 0) {
            settled = encoding;
        }
    }

    @Override
    Bounds endValues() {
        count = 0;
        if (hasIds && dictionaryFull) {
            hasIds = false;
            ids = new int[0];
        }
        return bounds.end();
    }

    @Override
    int writeDictionary(Output out) {
        if (!dictionaryUsed || dictionary == null) {
            return 0;
        }
        out.reserve(dictionaryBytes());
        for (int id = 0; id < dictionary.size(); id++) {
            plain(dictionary.get(id), out);
        }
        return dictionary.size();
    }

    @Override
    void reset() {
        hasIds = trial.begin();
        dictionary = hasIds ? new LongDictionary() : null;
        dictionaryUsed = false;
        dictionaryFull = false;
        settled = null;
        values = NOTHING;
        ids = new int[0];
    }
}
