package dev.tributary.parquet.page;

import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/** Pages of byte strings: texts, bytes, or decimals of a fixed length. */
public final class BytesPages extends ColumnPages<Bytes> {
    /** A text that shares less than this with the one before gains nothing from leaving the shared part out. */
    private static final int MIN_SHARED = 2;

    private final boolean fixed;
    private final DictionaryTrial trial;
    private final BytesBounds bounds;

    /** Present while the chunk's pages refer to it, or may come to. */
    private @Nullable BytesDictionary dictionary;

    private boolean dictionaryUsed;
    private boolean dictionaryFull;

    /** What the smaller of the encodings was for this chunk's first page without a dictionary. */
    private @Nullable Encoding settled;

    /** The open page's values in PLAIN form, or their ids where {@link #hasIds}. */
    private Output values = new Output(0);

    private int[] ids = {};
    private boolean hasIds;
    private int count;

    private BytesPages(ValueOrder order, Workspace workspace, PageSettings settings) {
        super(order, workspace, settings);
        this.fixed = order == ValueOrder.DECIMAL;
        this.bounds = new BytesBounds(fixed);
        this.trial = new DictionaryTrial(settings.dictionaryBytes());
        reset();
    }

    /** Pages of texts in UTF-8. */
    public static BytesPages ofTexts(Workspace workspace, PageSettings settings) {
        return new BytesPages(ValueOrder.TEXT, workspace, settings);
    }

    /** Pages of any bytes. */
    public static BytesPages ofBinary(Workspace workspace, PageSettings settings) {
        return new BytesPages(ValueOrder.BINARY, workspace, settings);
    }

    /** Pages of decimals in two's complement that all have one length, the highest byte first. */
    public static BytesPages ofDecimals(Workspace workspace, PageSettings settings) {
        return new BytesPages(ValueOrder.DECIMAL, workspace, settings);
    }

    @Override
    int fit(Bytes source, int from, int to) {
        int i = from;
        long size = 0;
        while (i < to && (i == from || size + source.length(i) <= settings.pageBytes())) {
            size += source.length(i) + Integer.BYTES;
            i++;
        }
        return i - from;
    }

    @Override
    void put(Bytes source, int from, int to) {
        bounds.add(source, from, to);
        if (!hasIds || dictionary == null) {
            for (int i = from; i < to; i++) {
                plain(source.array(), source.start(i), source.length(i), values);
            }
            count += to - from;
            return;
        }
        if (count + to - from > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(count + to - from, ids.length * 2));
        }
        for (int i = from; i < to; i++) {
            ids[count++] = dictionary.id(source.array(), source.start(i), source.length(i));
        }
        if (trial.fails(to - from, dictionary.size(), dictionary.bytes())) {
            giveUp(dictionary);
        }
    }

    private void plain(byte[] array, int start, int length, Output out) {
        if (!fixed) {
            out.putInt(length);
        }
        out.write(array, start, length);
    }

    /** Ends the use of the dictionary, with the open page where another refers to it, else at once. */
    private void giveUp(BytesDictionary failed) {
        dictionaryFull = true;
        if (dictionaryUsed) {
            return;
        }
        for (int i = 0; i < count; i++) {
            plain(failed.array(), failed.start(ids[i]), failed.length(ids[i]), values);
        }
        trial.abandoned();
        hasIds = false;
        ids = new int[0];
        dictionary = null;
    }

    @Override
    int openBytes() {
        if (!hasIds || dictionary == null) {
            return values.size();
        }
        return dictionaryFull
                ? Integer.MAX_VALUE
                : (int) ((long) count * RunLength.width(dictionary.size()) / Byte.SIZE);
    }

    @Override
    int dictionaryBytes() {
        return dictionary == null ? 0 : dictionary.bytes();
    }

    @Override
    long valueMemory() {
        return ids.length * (long) Integer.BYTES
                + values.array().length
                + (dictionary == null ? 0 : dictionary.memory());
    }

    @Override
    List<Encoding> encodings() {
        if (count == 0 || (fixed && !hasIds)) {
            return List.of(Encoding.PLAIN);
        }
        if (hasIds) {
            return List.of(Encoding.RLE_DICTIONARY);
        }
        if (settled != null) {
            return List.of(settled);
        }
        return DeltaBytes.shared(values, count) >= (long) MIN_SHARED * count
                ? List.of(Encoding.PLAIN, Encoding.DELTA_BYTE_ARRAY)
                : List.of(Encoding.PLAIN);
    }

    @Override
    void writeValues(Encoding encoding, Output out) {
        if (encoding == Encoding.RLE_DICTIONARY && dictionary != null) {
            int bits = RunLength.width(dictionary.size());
            out.write(bits);
            workspace.runs.ids(ids, count, bits, out);
        } else if (encoding == Encoding.DELTA_BYTE_ARRAY) {
            DeltaBytes.write(values, count, workspace.deltas, out);
        } else {
            out.write(values.array(), 0, values.size());
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
        if (values.array().length > 2 * settings.pageBytes()) {
            values = new Output(0);
        }
        values.truncate(0);
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
        for (int id = 0; id < dictionary.size(); id++) {
            plain(dictionary.array(), dictionary.start(id), dictionary.length(id), out);
        }
        return dictionary.size();
    }

    @Override
    void reset() {
        hasIds = trial.begin();
        dictionary = hasIds ? new BytesDictionary() : null;
        dictionaryUsed = false;
        dictionaryFull = false;
        settled = null;
        values = new Output(0);
        ids = new int[0];
    }
}
