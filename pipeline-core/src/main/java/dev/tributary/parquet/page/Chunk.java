package dev.tributary.parquet.page;

import dev.tributary.parquet.statistics.Bounds;
import dev.tributary.parquet.statistics.BytesBounds;
import dev.tributary.parquet.statistics.ValueOrder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** What a file's metadata says of a column chunk that has been written; positions count from the start of the file. */
public final class Chunk {
    /** Readers load all statistics of a file at once: longer bounds are left out, as parquet-java leaves them out. */
    private static final int MAX_STATISTICS = BytesBounds.MAX_LENGTH;

    private static final int OWN_BYTES = 100;

    private final long position;
    private final Codec codec;
    private final Page dictionary;
    private final List<Page> pages;
    private final ValueOrder order;
    private final @Nullable Boolean ascending;
    private long filterPosition;
    private int filterBytes;

    Chunk(
            long position,
            Codec codec,
            Page dictionary,
            List<Page> pages,
            ValueOrder order,
            @Nullable Boolean ascending) {
        this.position = position;
        this.codec = codec;
        this.dictionary = dictionary;
        this.pages = pages;
        this.order = order;
        this.ascending = ascending;
    }

    /** Notes where the chunk's bloom filter is. */
    public void filter(long at, int bytes) {
        filterPosition = at;
        filterBytes = bytes;
    }

    /** Whether the values are known to ascend, or to descend; empty where they are not sorted, or nobody has looked. */
    public Optional<Boolean> ascends() {
        return Optional.ofNullable(ascending);
    }

    /** Where the chunk begins. */
    public long position() {
        return position;
    }

    /** The bytes that the chunk takes in the file. */
    public long bytes() {
        return dictionary.length() + pages.stream().mapToLong(Page::length).sum();
    }

    /** The memory that this takes, in bytes, about. */
    public long memory() {
        long memory = OWN_BYTES + dictionary.memory();
        for (Page page : pages) {
            memory += page.memory();
        }
        return memory;
    }

    /** The bytes of its pages before compression. */
    public long plainBytes() {
        return dictionary.plainBytes()
                + pages.stream().mapToLong(Page::plainBytes).sum();
    }

    /** The entry in the row group. */
    public ColumnMetaData metadata(Type type, String column) {
        ColumnMetaData metadata = new ColumnMetaData(
                type,
                encodings(),
                List.of(column),
                codec.format(),
                pages.stream().mapToLong(Page::rows).sum(),
                plainBytes(),
                bytes(),
                position + dictionary.length());
        if (dictionary.exists()) {
            metadata.setDictionary_page_offset(position);
        }
        metadata.setStatistics(statistics());
        metadata.setEncoding_stats(pageEncodings());
        if (filterBytes > 0) {
            metadata.setBloom_filter_offset(filterPosition);
            metadata.setBloom_filter_length(filterBytes);
        }
        return metadata;
    }

    private List<Encoding> encodings() {
        TreeSet<Encoding> encodings = new TreeSet<>(List.of(Encoding.RLE));
        pages.forEach(p -> encodings.add(p.encoding()));
        if (dictionary.exists()) {
            encodings.add(dictionary.encoding());
        }
        return List.copyOf(encodings);
    }

    private List<PageEncodingStats> pageEncodings() {
        List<PageEncodingStats> stats = new ArrayList<>();
        if (dictionary.exists()) {
            stats.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, dictionary.encoding(), 1));
        }
        TreeMap<Encoding, Integer> counts = new TreeMap<>();
        pages.forEach(p -> counts.merge(p.encoding(), 1, Integer::sum));
        counts.forEach((encoding, count) -> stats.add(new PageEncodingStats(PageType.DATA_PAGE, encoding, count)));
        return stats;
    }

    private Statistics statistics() {
        Statistics statistics = new Statistics();
        statistics.setNull_count(pages.stream().mapToLong(Page::nulls).sum());
        Bounds all = Bounds.NONE;
        for (Page page : pages) {
            all = order.union(all, page.bounds());
        }
        byte[] least = all.least();
        byte[] greatest = all.greatest();
        if (least != null && greatest != null && least.length + greatest.length <= MAX_STATISTICS) {
            statistics.setMin_value(least);
            statistics.setMax_value(greatest);
            statistics.setIs_min_value_exact(true);
            statistics.setIs_max_value_exact(true);
        }
        return statistics;
    }

    /** Where each page is, and which row is its first. */
    public OffsetIndex offsets() {
        List<PageLocation> locations = new ArrayList<>();
        long offset = position + dictionary.length();
        long row = 0;
        for (Page page : pages) {
            locations.add(new PageLocation(offset, page.length(), row));
            offset += page.length();
            row += page.rows();
        }
        return new OffsetIndex(locations);
    }

    /** The bounds of each page; absent where the values of a page have none. */
    public Optional<ColumnIndex> index() {
        List<Boolean> empty = new ArrayList<>();
        List<ByteBuffer> least = new ArrayList<>();
        List<ByteBuffer> greatest = new ArrayList<>();
        List<Long> nulls = new ArrayList<>();
        for (Page page : pages) {
            boolean onlyNulls = page.rows() == page.nulls();
            byte[] low = page.bounds().least();
            byte[] high = page.bounds().greatest();
            if (!onlyNulls && (low == null || high == null)) {
                return Optional.empty();
            }
            empty.add(onlyNulls);
            least.add(ByteBuffer.wrap(low == null ? new byte[0] : order.shortenedDown(low)));
            greatest.add(ByteBuffer.wrap(high == null ? new byte[0] : order.shortenedUp(high)));
            nulls.add((long) page.nulls());
        }
        ColumnIndex index = new ColumnIndex(empty, least, greatest, boundaryOrder());
        index.setNull_counts(nulls);
        return Optional.of(index);
    }

    private BoundaryOrder boundaryOrder() {
        boolean ascending = true;
        boolean descending = true;
        Bounds before = Bounds.NONE;
        for (Page page : pages) {
            Bounds next = page.bounds();
            if (!next.known()) {
                continue;
            }
            if (before.known()) {
                int low = order.compare(before.least(), next.least());
                int high = order.compare(before.greatest(), next.greatest());
                ascending &= low <= 0 && high <= 0;
                descending &= low >= 0 && high >= 0;
            }
            before = next;
        }
        return ascending ? BoundaryOrder.ASCENDING : descending ? BoundaryOrder.DESCENDING : BoundaryOrder.UNORDERED;
    }
}
