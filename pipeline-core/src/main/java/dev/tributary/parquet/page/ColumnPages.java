package dev.tributary.parquet.page;

import dev.tributary.parquet.encoding.Output;
import dev.tributary.parquet.statistics.BloomFilter;
import dev.tributary.parquet.statistics.Bounds;
import dev.tributary.parquet.statistics.Order;
import dev.tributary.parquet.statistics.ValueOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one optional column in one row group: those that are compressed already, and the one that is being filled. A
 * row group therefore costs its compressed bytes and one open page a column. After {@link #write} it begins the next row
 * group's. Used by one thread at a time, with that thread's workspace.
 *
 * @param <V> the array, or arrays, that values come in
 */
public abstract sealed class ColumnPages<V> permits ValuePages, BooleanPages {
    /** So that a page index finds rows in small steps; parquet-java's default. */
    static final int MAX_ROWS = 20_000;

    /** What an open column takes that has no values yet. */
    private static final int OWN_BYTES = 800;

    /** After how many values it is looked at whether a dictionary pays off. */
    static final int STEP = 2_048;

    /** So many bytes of values tell which encoding suits. */
    private static final int SAMPLE = 32 << 10;

    /** So many bytes that need not be compressed are worth one of the file. */
    private static final int PLAIN_BYTES_A_BYTE = 4;

    /** A full page that keeps more of its length than this when it is compressed costs time and gains nothing. */
    private static final double HOPELESS = 0.97;

    /** So many pages like that one are not compressed; then it is looked again. */
    private static final int NOT_COMPRESSED = 15;

    final PageSettings settings;
    private final ValueOrder order;
    private final Levels levels = new Levels();
    private final Segments body;
    private final Segments dictionaryBody;
    private final @Nullable BloomFilter filter;
    private final @Nullable Order sorting;
    private final List<Page> pages = new ArrayList<>(1);
    private Page dictionary = Page.NONE;
    private long pagesBytes;

    /** How the last page that compression did not make smaller was encoded, and how many after it are left as they are. */
    private @Nullable Encoding hopeless;

    private int notCompressed;

    ColumnPages(ValueOrder order, PageSettings settings) {
        this.order = order;
        this.settings = settings;
        this.body = new Segments(settings.pool());
        this.dictionaryBody = new Segments(settings.pool());
        this.filter = settings.bloomFilter() ? new BloomFilter() : null;
        this.sorting = settings.sorted() ? new Order() : null;
    }

    /**
     * Appends rows [0, rows). The i-th value belongs to row {@code valueRows[i]}, which ascend, or to the i-th row where there
     * is no such array; a row without one is null, and values of later rows are left out.
     */
    public final void append(V values, int @Nullable [] valueRows, int count, int rows, Workspace workspace) {
        int value = 0;
        int row = 0;
        while (row < rows) {
            int room = Math.min(Math.min(MAX_ROWS - levels.rows(), rows - row), STEP);
            int end = end(valueRows, value, count, row + room);
            int fitting = end == value ? 0 : fit(values, value, end);
            if (value + fitting < end) {
                end = value + fitting;
                room = (valueRows == null ? end : valueRows[end]) - row;
            }
            boolean large = fitting == 1 && isLarge(values, value);
            if (large && levels.values() > 0) {
                endPage(workspace);
            }
            levels.add(room, valueRows, value, end, row);
            if (large) {
                largePage(values, value, workspace);
            } else if (end > value) {
                put(values, value, end);
            }
            watch(values, value, end);
            value = end;
            row += room;
            if (isFull()) {
                endPage(workspace);
            }
        }
    }

    private boolean isFull() {
        return levels.rows() >= MAX_ROWS || openBytes() >= settings.pageBytes();
    }

    private boolean hasTexts() {
        return order == ValueOrder.TEXT || order == ValueOrder.BINARY;
    }

    private void watch(V values, int from, int to) {
        if (to == from) {
            return;
        }
        if (filter != null) {
            hash(values, from, to, filter);
        }
        if (sorting != null && sorting.isKnown()) {
            compare(values, from, to, sorting);
        }
    }

    /** The first value from this one on that does not belong to a row before the last one. */
    private static int end(int @Nullable [] valueRows, int from, int count, int lastRow) {
        if (valueRows == null) {
            return Math.min(count, lastRow);
        }
        int most = Math.min(count, from + STEP);
        if (most == from || valueRows[most - 1] < lastRow) {
            return most;
        }
        int found = Arrays.binarySearch(valueRows, from, most, lastRow);
        return found < 0 ? -found - 1 : found;
    }

    /** Appends rows without a value. */
    public final void nulls(int count, Workspace workspace) {
        int left = count;
        while (left > 0) {
            int run = Math.min(left, MAX_ROWS - levels.rows());
            levels.addNulls(run);
            left -= run;
            if (levels.rows() >= MAX_ROWS) {
                endPage(workspace);
            }
        }
    }

    /** The memory that is held, in bytes, about. */
    public final long memory() {
        return OWN_BYTES
                + body.memory()
                + dictionaryBody.memory()
                + levels.memory()
                + valueMemory()
                + (filter == null ? 0 : filter.memory());
    }

    /** The memory that is held in addition once so many values more were appended, at most and about; it comes in leaps. */
    public abstract long growth(int values);

    /** The bytes that the column would take in the file; the open page counts as it is. */
    public final long size() {
        return pagesBytes + levels.rows() / Byte.SIZE + openBytes() + dictionaryBytes();
    }

    /** Ends the last page and the dictionary, so that all can be written. */
    public final void end(Workspace workspace) {
        if (levels.rows() > 0) {
            endPage(workspace);
        }
        dictionary = dictionaryPage(workspace);
        reset();
    }

    /** Writes all pages, which were ended, as one chunk that begins at this position of the file, and begins anew. */
    public final Chunk write(OutputStream file, long position) throws IOException {
        dictionaryBody.writeTo(file);
        body.writeTo(file);
        Boolean ascending = sorting == null || !sorting.isKnown() ? null : sorting.ascends();
        Chunk chunk = new Chunk(position, settings.codec(), dictionary, List.copyOf(pages), order, ascending);
        if (sorting != null) {
            sorting.clear();
        }
        pages.clear();
        pagesBytes = 0;
        return chunk;
    }

    /** The bloom filter of the chunk that was written; it is empty where there is none. */
    public final byte[] endFilter() throws IOException {
        return filter == null ? new byte[0] : filter.end();
    }

    /** Gives back what it holds; it is of no use any more. */
    public final void close() {
        dictionaryBody.clear();
        body.clear();
        release();
    }

    /** How many of values [from, to) the open page takes before it is looked at again; at least one. */
    abstract int fit(V values, int from, int to);

    /** Whether a value has a page of its own, which is compressed while it is read, without a copy. */
    boolean isLarge(V values, int index) {
        return false;
    }

    /** Compresses the workspace's plain bytes and behind them a large value in PLAIN form; returns the length of that. */
    int compressLarge(V values, int index, Workspace workspace, OutputStream target) throws IOException {
        throw new IllegalStateException("no value is large");
    }

    /** The bounds of a large value. No dictionary may be used from here on; the open page has no values. */
    Bounds endLarge(V values, int index) {
        throw new IllegalStateException("no value is large");
    }

    /** Adds values [from, to) to the open page. */
    abstract void put(V values, int from, int to);

    /** Adds the hashes of values [from, to) in PLAIN form, without their lengths. */
    abstract void hash(V values, int from, int to, BloomFilter target);

    /** Compares each of values [from, to) with the one before, also with that of an earlier call for the same chunk. */
    abstract void compare(V values, int from, int to, Order target);

    /** The bytes of the open page's values before compression, about. */
    abstract int openBytes();

    abstract int dictionaryBytes();

    abstract long valueMemory();

    /** The encodings in which the open page is to be tried; the one that costs the least is used. */
    abstract List<Encoding> encodings();

    /** Writes the open page's first values. */
    abstract void writeValues(Encoding encoding, int count, Output out, Workspace workspace);

    /** Notes which encoding is used. */
    abstract void chosen(Encoding encoding);

    /** The bounds of the open page's values, which are forgotten with it. */
    abstract Bounds endValues(Workspace workspace);

    /** Writes the values of the dictionary that pages refer to; returns how many they are, none where no page does. */
    abstract int writeDictionary(Output out);

    /** Forgets what belongs to the row group. */
    abstract void reset();

    /** Gives the arrays of the open page, which has no values, back. */
    public abstract void release();

    private void endPage(Workspace workspace) {
        Encoding encoding = encoding(workspace);
        encode(encoding, levels.values(), workspace);
        pack(encoding, workspace);
        int plainBytes = workspace.plain.size();
        PageHeader header = header(PageType.DATA_PAGE, plainBytes, workspace.packed);
        header.setData_page_header(new DataPageHeader(levels.rows(), encoding, Encoding.RLE, Encoding.RLE));
        int headerBytes = add(header, workspace, body);
        body.add(workspace.packed.array(), 0, workspace.packed.size());
        close(headerBytes + workspace.packed.size(), headerBytes + plainBytes, encoding, endValues(workspace));
    }

    /** Makes a page of the open one's levels and a value. */
    private void largePage(V values, int index, Workspace workspace) {
        Segments packed = new Segments(settings.pool());
        CRC32 crc = new CRC32();
        workspace.plain.resize(0);
        levels.write(workspace.runs, workspace.plain);
        int plainBytes;
        try {
            plainBytes = compressLarge(values, index, workspace, new CheckedOutputStream(packed.sink(), crc));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PageHeader header = new PageHeader(PageType.DATA_PAGE, plainBytes, packed.size());
        header.setCrc((int) crc.getValue());
        header.setData_page_header(new DataPageHeader(levels.rows(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        int headerBytes = add(header, workspace, body);
        int length = headerBytes + packed.size();
        body.take(packed);
        close(length, headerBytes + plainBytes, Encoding.PLAIN, endLarge(values, index));
    }

    /** Notes a page of the open one's rows, and begins the next one. */
    private void close(int length, int plainBytes, Encoding encoding, Bounds bounds) {
        pages.add(new Page(length, plainBytes, levels.rows(), levels.nulls(), encoding, bounds));
        pagesBytes += length;
        if (sorting != null && levels.nulls() > 0) {
            sorting.none();
        }
        levels.clear();
    }

    /** The encoding in which the open page's first values are the smallest, or nearly so with far less to compress. */
    private Encoding encoding(Workspace workspace) {
        List<Encoding> tried = encodings();
        Encoding best = tried.get(0);
        if (tried.size() > 1) {
            int sample = (int) Math.min(levels.values(), (long) levels.values() * SAMPLE / openBytes());
            int least = Integer.MAX_VALUE;
            for (Encoding encoding : tried) {
                encode(encoding, sample, workspace);
                settings.codec().compress(workspace);
                int cost = workspace.packed.size() + workspace.plain.size() / PLAIN_BYTES_A_BYTE;
                if (cost < least) {
                    least = cost;
                    best = encoding;
                }
            }
        }
        chosen(best);
        return best;
    }

    /** Encodes the open page with its first values. */
    private void encode(Encoding encoding, int values, Workspace workspace) {
        Output plain = workspace.plain;
        plain.resize(0);
        workspace.texts = encoding != Encoding.RLE_DICTIONARY && hasTexts();
        levels.write(workspace.runs, plain);
        if (values > 0) {
            writeValues(encoding, values, plain, workspace);
        }
    }

    /** Compresses the open page, unless that was no use for one like it not long ago. */
    private void pack(Encoding encoding, Workspace workspace) {
        if (encoding == hopeless && notCompressed > 0) {
            notCompressed--;
            settings.codec().store(workspace);
            return;
        }
        settings.codec().compress(workspace);
        if (isFull()) {
            boolean useless = workspace.packed.size() > HOPELESS * workspace.plain.size();
            hopeless = useless ? encoding : null;
            notCompressed = NOT_COMPRESSED;
        }
    }

    private Page dictionaryPage(Workspace workspace) {
        Output plain = workspace.plain;
        plain.resize(0);
        workspace.texts = hasTexts();
        int count = writeDictionary(plain);
        if (count == 0) {
            return Page.NONE;
        }
        settings.codec().compress(workspace);
        PageHeader header = header(PageType.DICTIONARY_PAGE, plain.size(), workspace.packed);
        header.setDictionary_page_header(new DictionaryPageHeader(count, Encoding.PLAIN));
        int headerBytes = add(header, workspace, dictionaryBody);
        dictionaryBody.add(workspace.packed.array(), 0, workspace.packed.size());
        return new Page(
                headerBytes + workspace.packed.size(), headerBytes + plain.size(), 0, 0, Encoding.PLAIN, Bounds.NONE);
    }

    private static PageHeader header(PageType type, int plainBytes, Output packed) {
        PageHeader header = new PageHeader(type, plainBytes, packed.size());
        CRC32 crc = new CRC32();
        crc.update(packed.array(), 0, packed.size());
        header.setCrc((int) crc.getValue());
        return header;
    }

    /** Keeps the header of a page, which follows it; returns its length. */
    private static int add(PageHeader header, Workspace workspace, Segments target) {
        Output bytes = workspace.header;
        bytes.resize(0);
        try {
            Util.writePageHeader(header, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        target.add(bytes.array(), 0, bytes.size());
        return bytes.size();
    }
}
