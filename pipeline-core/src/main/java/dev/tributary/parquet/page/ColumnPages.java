package dev.tributary.parquet.page;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * The pages of one optional column in one row group: those that are compressed already, and the one that is being filled. A
 * row group therefore costs its compressed bytes and one open page a column. After {@link #end} it begins the next row
 * group's. Not thread-safe.
 *
 * @param <V> the array, or arrays, that values come in
 */
public abstract sealed class ColumnPages<V> permits LongPages, BytesPages, BooleanPages {
    /** So that a page index finds rows in small steps; parquet-java's default. */
    static final int MAX_ROWS = 20_000;

    /** After how many values it is looked at whether a dictionary pays off. */
    static final int STEP = 2_048;

    final Workspace workspace;
    final PageSettings settings;
    private final ValueOrder order;
    private final Levels levels = new Levels();
    private List<Page> pages = new ArrayList<>();
    private long pagesBytes;

    ColumnPages(ValueOrder order, Workspace workspace, PageSettings settings) {
        this.order = order;
        this.workspace = workspace;
        this.settings = settings;
    }

    /**
     * Appends rows [0, rows). The i-th value belongs to row {@code valueRows[i]}, which ascend; a row without one is null, and
     * values of later rows are left out.
     */
    public final void append(V values, int[] valueRows, int count, int rows) {
        int value = 0;
        int row = 0;
        while (row < rows) {
            int room = Math.min(Math.min(MAX_ROWS - levels.rows(), rows - row), STEP);
            int end = value;
            while (end < count && valueRows[end] < row + room) {
                end++;
            }
            int fitting = fit(values, value, end);
            if (value + fitting < end) {
                end = value + fitting;
                room = valueRows[end] - row;
            }
            levels.add(room, valueRows, value, end, row);
            put(values, value, end);
            value = end;
            row += room;
            if (levels.rows() >= MAX_ROWS || openBytes() >= settings.pageBytes()) {
                endPage();
            }
        }
    }

    /** Appends rows without a value. */
    public final void nulls(int count) {
        int left = count;
        while (left > 0) {
            int run = Math.min(left, MAX_ROWS - levels.rows());
            levels.add(run, false);
            left -= run;
            if (levels.rows() >= MAX_ROWS) {
                endPage();
            }
        }
    }

    /** The memory that is held, in bytes, about. */
    public final long memory() {
        return pagesBytes + levels.memory() + valueMemory();
    }

    /** The bytes that the column would take in the file; the open page counts as it is. */
    public final long size() {
        return pagesBytes + levels.rows() / Byte.SIZE + openBytes() + dictionaryBytes();
    }

    /** Writes all pages as one chunk that begins at this position of the file, and begins anew. */
    public final Chunk end(OutputStream file, long position) throws IOException {
        if (levels.rows() > 0) {
            endPage();
        }
        Page dictionary = dictionaryPage();
        file.write(dictionary.bytes());
        for (Page page : pages) {
            file.write(page.bytes());
        }
        Chunk chunk = new Chunk(position, settings.codec(), dictionary, pages, order);
        pages = new ArrayList<>();
        pagesBytes = 0;
        reset();
        return chunk;
    }

    /** How many of values [from, to) the open page takes before it is looked at again; at least one. */
    abstract int fit(V values, int from, int to);

    /** Adds values [from, to) to the open page. */
    abstract void put(V values, int from, int to);

    /** The bytes of the open page's values before compression, about. */
    abstract int openBytes();

    abstract int dictionaryBytes();

    abstract long valueMemory();

    /** The encodings in which the open page is to be tried; the smallest result is kept. */
    abstract List<Encoding> encodings();

    /** Writes the open page's values. */
    abstract void writeValues(Encoding encoding, Output out);

    /** Notes which encoding was the smallest. */
    abstract void chosen(Encoding encoding);

    /** The bounds of the open page's values, which are forgotten with it. */
    abstract Bounds endValues();

    /** Writes the values of the dictionary that pages refer to; returns how many they are, none where no page does. */
    abstract int writeDictionary(Output out);

    /** Forgets what belongs to the row group. */
    abstract void reset();

    private void endPage() {
        List<Encoding> tried = encodings();
        Encoding best = tried.get(0);
        Body body = encode(best);
        for (Encoding other : tried.subList(1, tried.size())) {
            Body rival = encode(other);
            if (rival.packed.length < body.packed.length) {
                body = rival;
                best = other;
            }
        }
        chosen(best);
        PageHeader header = new PageHeader(PageType.DATA_PAGE, body.plainBytes, body.packed.length);
        header.setData_page_header(new DataPageHeader(levels.rows(), best, Encoding.RLE, Encoding.RLE));
        add(page(header, body, levels.rows(), levels.nulls(), best, endValues()));
        levels.clear();
    }

    private void add(Page page) {
        pages.add(page);
        pagesBytes += page.bytes().length;
    }

    /** A page's content, compressed, and its length before. */
    private record Body(byte[] packed, int plainBytes) {}

    private Body encode(Encoding encoding) {
        Output plain = workspace.plain;
        plain.truncate(0);
        levels.write(workspace.runs, plain);
        if (levels.values() > 0) {
            writeValues(encoding, plain);
        }
        return compress(plain);
    }

    private Body compress(Output plain) {
        Output packed = workspace.packed;
        packed.truncate(0);
        settings.codec().compress(plain, packed);
        return new Body(packed.copy(), plain.size());
    }

    private Page dictionaryPage() {
        Output plain = workspace.plain;
        plain.truncate(0);
        int count = writeDictionary(plain);
        if (count == 0) {
            return Page.NONE;
        }
        Body body = compress(plain);
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, body.plainBytes, body.packed.length);
        header.setDictionary_page_header(new DictionaryPageHeader(count, Encoding.PLAIN));
        return page(header, body, 0, 0, Encoding.PLAIN, Bounds.NONE);
    }

    private static Page page(PageHeader header, Body body, int rows, int nulls, Encoding encoding, Bounds bounds) {
        CRC32 crc = new CRC32();
        crc.update(body.packed);
        header.setCrc((int) crc.getValue());
        Output bytes = new Output(body.packed.length + 64);
        try {
            Util.writePageHeader(header, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int headerBytes = bytes.size();
        bytes.write(body.packed, 0, body.packed.length);
        byte[] whole = bytes.copy();
        return new Page(whole, whole.length, headerBytes + body.plainBytes, rows, nulls, encoding, bounds);
    }
}
