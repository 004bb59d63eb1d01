package dev.tributary.parquet.page;

import dev.tributary.parquet.encoding.DistinctIds;
import dev.tributary.parquet.encoding.Output;
import dev.tributary.parquet.encoding.RunLength;
import dev.tributary.parquet.statistics.Bounds;
import dev.tributary.parquet.statistics.ValueOrder;
import java.util.List;
import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * Pages of values that may repeat: a chunk begins with a dictionary, which is given up where it does not pay off.
 *
 * @param <V> the array, or arrays, that values come in
 */
abstract sealed class ValuePages<V> extends ColumnPages<V> permits LongPages, BytesPages {
    private static final int[] NO_IDS = {};

    private final DictionaryTrial trial;
    private boolean dictionaryUsed;
    private boolean dictionaryFull;

    /** What the smallest of the encodings was for the first page without a dictionary since one was tried. */
    private @Nullable Encoding settled;

    /** The ids of the open page's values, where the chunk has a dictionary that takes them. */
    private int[] ids = NO_IDS;

    private boolean hasIds;
    private int count;

    ValuePages(ValueOrder order, PageSettings settings) {
        super(order, settings);
        this.trial = new DictionaryTrial(settings.dictionaryBytes());
        this.hasIds = trial.begin();
    }

    /** How many values the open page has. */
    final int count() {
        return count;
    }

    /** Adds values [from, to) to the open page as they are. */
    abstract void addPlain(V values, int from, int to);

    /** Adds the values of ids [0, count) to the open page as they are. */
    abstract void addPlain(int[] ids, int count);

    /** Looks up the ids of values [from, to) and puts them into an array from that position on. */
    abstract void lookUp(V values, int from, int to, int[] ids, int position);

    /** Whether values [from, to) may be in a dictionary, however many there are. */
    abstract boolean fitDictionary(V values, int from, int to);

    /** Whether the ids that are equal follow each other, and the others stand for values that have much in common. */
    abstract boolean neighboursAlike(int[] ids, int count);

    /** How many values the dictionary has. */
    abstract int distinct();

    /** Forgets the values of the dictionary, and gives its memory back unless it is to be filled again. */
    abstract void clearDictionary(boolean again);

    /** The bounds of the open page, which are forgotten with its values: those of the ids, or those that were added. */
    abstract Bounds endPlain();

    abstract Bounds bounds(DistinctIds ids);

    /** The bytes of the open page's values where they are not ids. */
    abstract int plainBytes();

    /** The encodings worth a try for the chunk's first page without ids. */
    abstract List<Encoding> candidates();

    /** Writes the first values of the open page, which are not ids. */
    abstract void writePlain(Encoding encoding, int first, Output out, Workspace workspace);

    abstract void writeDictionaryValues(Output out);

    /** How large an array of one entry for each value becomes, which has been so large. */
    static int capacity(int needed, int before) {
        return Math.max(needed, Math.min(MAX_ROWS, before * 2));
    }

    @Override
    final void put(V source, int from, int to) {
        int added = to - from;
        if (hasIds && !dictionaryUsed && !fitDictionary(source, from, to)) {
            giveUp();
        }
        if (!hasIds) {
            addPlain(source, from, to);
            count += added;
            return;
        }
        if (count + added > ids.length) {
            ids = settings.pool().grown(ids, capacity(count + added, ids.length));
        }
        lookUp(source, from, to, ids, count);
        count += added;
        if (trial.fails(added, distinct(), dictionaryBytes(), () -> !dictionaryUsed && neighboursAlike(ids, count))) {
            giveUp();
        }
    }

    /** Ends the use of the dictionary, with the open page where another refers to it, else at once. */
    private void giveUp() {
        dictionaryFull = true;
        if (dictionaryUsed) {
            return;
        }
        addPlain(ids, count);
        trial.abandoned();
        hasIds = false;
        releaseIds();
        clearDictionary(false);
    }

    /** Ends the use of the dictionary, which the open page has no values of. */
    final void endDictionary() {
        if (hasIds) {
            giveUp();
            hasIds = false;
            releaseIds();
        }
    }

    private void releaseIds() {
        settings.pool().give(ids);
        ids = NO_IDS;
    }

    @Override
    final int openBytes() {
        if (!hasIds) {
            return plainBytes();
        }
        return dictionaryFull ? Integer.MAX_VALUE : (int) ((long) count * RunLength.width(distinct()) / Byte.SIZE);
    }

    @Override
    final long valueMemory() {
        return ids.length * (long) Integer.BYTES + memoryOfValues();
    }

    abstract long memoryOfValues();

    @Override
    public final long growth(int values) {
        return hasIds ? dictionaryGrowth(values) : 0;
    }

    /** What the dictionary takes in addition for so many values that are all new, in bytes. */
    abstract long dictionaryGrowth(int values);

    @Override
    final List<Encoding> encodings() {
        if (count == 0) {
            return List.of(Encoding.PLAIN);
        }
        if (hasIds) {
            return List.of(Encoding.RLE_DICTIONARY);
        }
        return settled == null ? candidates() : List.of(settled);
    }

    @Override
    final void writeValues(Encoding encoding, int first, Output out, Workspace workspace) {
        if (encoding == Encoding.RLE_DICTIONARY) {
            int bits = RunLength.width(distinct());
            out.write(bits);
            workspace.runs.ids(ids, first, bits, out);
        } else {
            writePlain(encoding, first, out, workspace);
        }
    }

    @Override
    final void chosen(Encoding encoding) {
        if (encoding == Encoding.RLE_DICTIONARY) {
            dictionaryUsed = true;
        } else if (count > 0) {
            settled = encoding;
        }
    }

    @Override
    final Bounds endValues(Workspace workspace) {
        Bounds bounds;
        if (hasIds) {
            workspace.distinct.find(ids, count, distinct());
            bounds = bounds(workspace.distinct);
        } else {
            bounds = endPlain();
        }
        count = 0;
        if (hasIds && dictionaryFull) {
            hasIds = false;
            releaseIds();
        }
        return bounds;
    }

    @Override
    final int writeDictionary(Output out) {
        if (!dictionaryUsed) {
            return 0;
        }
        writeDictionaryValues(out);
        return distinct();
    }

    @Override
    public final void release() {
        releaseIds();
        clearDictionary(false);
        releaseValues();
    }

    /** Gives the array of the open page's values back. */
    abstract void releaseValues();

    /** The next value to be compared is the first of a chunk. */
    abstract void beginComparing();

    @Override
    final void reset() {
        beginComparing();
        hasIds = trial.begin();
        clearDictionary(hasIds);
        dictionaryUsed = false;
        dictionaryFull = false;
        if (hasIds) {
            settled = null;
        }
    }
}
