package dev.tributary.extract.incremental;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The records at the last value, by digest: those of the runs before, which don't come again, and those of this run. Only
 * records at the furthest value so far are kept.
 */
final class Boundary {
    /** Rows whose digests are made together: fewer rows would be kept alive, more would cost memory. */
    private static final int PENDING = 500;

    /** dlt from 1.29 on keeps the first nine bytes of a digest: so many characters. It reads whole ones too. */
    private static final int SHORT_DIGEST = 12;

    private final RowDigest digest;
    private final Set<String> known;
    private final Set<String> reached;
    private final List<Object> pending = new ArrayList<>();

    Boundary(RowDigest digest, Collection<String> known) {
        this.digest = digest;
        this.known = Set.copyOf(known);
        this.reached = new LinkedHashSet<>(known);
    }

    /** Whether a run before has loaded the record; it stands at the start value. */
    boolean isKnown(Object row) {
        return !known.isEmpty() && (isKnown(digest.of(row)) || isKnown(digest.ofList(row)));
    }

    private boolean isKnown(String digest) {
        return known.contains(digest) || known.contains(digest.substring(0, SHORT_DIGEST));
    }

    /** The record stands at the last value. */
    void add(Object row) {
        pending.add(row);
        if (pending.size() == PENDING) {
            settle();
        }
    }

    /** The record stands beyond the last value, which is that of the record now. */
    void move(Object row) {
        reached.clear();
        pending.clear();
        pending.add(row);
    }

    /** Makes digests of what was added, so that no record is held. */
    void settle() {
        pending.forEach(row -> reached.add(digest.of(row)));
        pending.clear();
    }

    /** The digests of all records at the last value. */
    Set<String> digests() {
        settle();
        return reached;
    }
}
