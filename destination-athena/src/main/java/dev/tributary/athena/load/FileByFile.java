package dev.tributary.athena.load;

import dev.tributary.destination.StoredRow;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file after the other, each open only while it is read. A flat map of streams would hold the rows of a whole
 * file.
 */
final class FileByFile<F> implements Iterator<StoredRow> {
    private final Iterator<F> files;
    private final Function<F, Stream<StoredRow>> reader;
    private @Nullable Stream<StoredRow> open;
    private Iterator<StoredRow> rows = java.util.Collections.emptyIterator();

    private FileByFile(Iterator<F> files, Function<F, Stream<StoredRow>> reader) {
        this.files = files;
        this.reader = reader;
    }

    static <F> Stream<StoredRow> stream(Iterator<F> files, Function<F, Stream<StoredRow>> reader) {
        FileByFile<F> all = new FileByFile<>(files, reader);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED), false)
                .onClose(all::close);
    }

    @Override
    public boolean hasNext() {
        while (!rows.hasNext() && files.hasNext()) {
            close();
            open = reader.apply(files.next());
            rows = open.iterator();
        }
        return rows.hasNext();
    }

    @Override
    public StoredRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return rows.next();
    }

    private void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
