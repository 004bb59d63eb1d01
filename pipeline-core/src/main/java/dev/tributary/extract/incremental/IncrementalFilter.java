package dev.tributary.extract.incremental;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tributary.error.ConfigException;
import dev.tributary.error.ExtractException;
import dev.tributary.source.ResourceState;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.cursor.CursorLag;
import dev.tributary.source.cursor.CursorPath;
import dev.tributary.source.cursor.CursorValue;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.incremental.Cursor;
import dev.tributary.source.incremental.IncrementalDefinition;
import dev.tributary.source.incremental.LastValueFunction;
import dev.tributary.source.incremental.MissingCursor;
import dev.tributary.source.incremental.RangeBound;
import dev.tributary.source.incremental.RowOrder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the new records of an incremental resource through, and keeps in its state where the next run goes on. Behaves as
 * dlt's incremental, but for a descending resource, which is read to the end of the start value. Used by one thread.
 */
public final class IncrementalFilter {
    private static final ObjectReader JSON = new ObjectMapper().reader();

    private final String resource;
    private final IncrementalDefinition definition;
    private final CursorPath path;
    private final CursorReader reader;
    private final Direction direction;
    private final IncrementalState state;
    private final Optional<CursorValue> stored;
    private final @Nullable Boundary boundary;
    private @Nullable CursorValue initial;
    private @Nullable CursorValue start;
    private @Nullable CursorValue end;
    private @Nullable CursorValue last;
    private boolean seen;
    private boolean taken;
    private boolean ended;

    private IncrementalFilter(ResourceDefinition resource, IncrementalDefinition definition, ResourceState state) {
        this.resource = resource.name();
        this.definition = definition;
        this.path = CursorPath.of(definition.cursor());
        this.direction = new Direction(definition.lastValueFunction(), definition.type());
        this.state = new IncrementalState(state.resource(), definition.cursor());
        this.reader = new CursorReader(resource.name(), definition);
        this.initial = reader.value("initial value", definition.initialValue());
        this.end = reader.value("end value", definition.endValue());
        this.stored = end != null ? Optional.empty() : this.state.lastValue().map(v -> reader.typed("last value", v));
        this.start = lagged(stored.orElse(initial));
        this.last = start;
        this.boundary = boundary(resource);
    }

    /** The filter of a resource's next records; nothing where the resource is not incremental. */
    public static Optional<IncrementalFilter> of(ResourceDefinition resource, ResourceState state) {
        return Optional.ofNullable(resource.incremental()).map(d -> new IncrementalFilter(resource, d, state));
    }

    private @Nullable CursorValue lagged(@Nullable CursorValue value) {
        if (value == null || definition.lag() == null || end != null || stored.isEmpty()) {
            return value;
        }
        CursorLag lag = CursorLag.of(definition.lag());
        boolean isBackwards = definition.lastValueFunction() instanceof LastValueFunction.Min;
        try {
            CursorValue behind = value.minus(isBackwards ? lag.negated() : lag);
            CursorValue first = initial == null ? behind : initial.as(behind.type());
            return direction.further(first, behind).equals(first) ? first : behind;
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "Cannot extract resource '%s': a lag of '%s' can't be taken from '%s', the last value of cursor '%s', which is %s"
                            .formatted(resource, definition.lag(), value, definition.cursor(), e.getMessage()));
        }
    }

    private @Nullable Boundary boundary(ResourceDefinition resource) {
        List<String> key = definition.primaryKey();
        boolean lags = definition.lag() != null;
        if (definition.rangeStart() == RangeBound.OPEN || end != null || lags || key != null && key.isEmpty()) {
            return null;
        }
        RowDigest digest = new RowDigest(key == null ? resource.hints().primaryKey() : key);
        return new Boundary(digest, state.hashes());
    }

    /** Where the resource stands, for who reads its records. */
    public Cursor<Object> cursor() {
        return new Cursor<>(
                reader.author(initial), reader.author(start), reader.author(end), () -> reader.author(last));
    }

    /** Whether no further record can be new: records come in order, and the end of the range is passed. */
    public boolean ended() {
        return ended;
    }

    /** Whether a record is new. */
    public boolean accepts(Object record) {
        return accepts(path.find(record), () -> record);
    }

    /** The new records of a batch, or nothing where none is. */
    public Optional<RecordBatch.Json> accepted(RecordBatch.Json batch) {
        int[] starts = new int[batch.size()];
        int[] ends = new int[batch.size()];
        long[] numbers = new long[batch.size()];
        int size = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (accepts(batch, batch.starts()[i], batch.ends()[i])) {
                starts[size] = batch.starts()[i];
                ends[size] = batch.ends()[i];
                numbers[size++] = batch.numbers()[i];
            }
        }
        if (boundary != null) {
            boundary.settle();
        }
        if (size == batch.size()) {
            return Optional.of(batch);
        }
        return size == 0
                ? Optional.empty()
                : Optional.of(new RecordBatch.Json(
                        batch.resource(), batch.origin(), batch.bytes(), starts, ends, size, numbers, batch.lines()));
    }

    /** What is not JSON goes on, to be rejected where records are made rows. */
    private boolean accepts(RecordBatch.Json batch, int from, int to) {
        JsonNode value;
        if (from == to) {
            return true;
        }
        try {
            value = path.find(batch.bytes(), from, to);
        } catch (IOException notJson) {
            return true;
        }
        return accepts(value, () -> tree(batch.bytes(), from, to));
    }

    private static Object tree(byte[] bytes, int from, int to) {
        try {
            return JSON.readTree(bytes, from, to - from);
        } catch (IOException e) {
            throw new IllegalArgumentException("JSON", e);
        }
    }

    private boolean accepts(@Nullable Object found, Supplier<Object> row) {
        if (found == null) {
            return withoutValue();
        }
        CursorValue value = reader.read(found);
        if (!seen) {
            adapt(value);
        }
        if (end != null && isBeyondEnd(value, end)) {
            ended |= definition.rowOrder() == RowOrder.ASC;
            return false;
        }
        seen = true;
        boolean isNew = last == null || !direction.reaches(last, value) ? move(value, row) : isNew(value, last, row);
        taken |= isNew;
        return isNew;
    }

    private boolean withoutValue() {
        if (definition.onMissing() == MissingCursor.RAISE) {
            throw new ExtractException(
                    "Cannot extract resource '%s': a record has no value at cursor '%s' (nothing of this run is loaded; choose another cursor, or say with onCursorValueMissing whether such records are included or excluded)"
                            .formatted(resource, definition.cursor()));
        }
        taken |= definition.onMissing() == MissingCursor.INCLUDE;
        return definition.onMissing() == MissingCursor.INCLUDE;
    }

    /** Where the author gives no type, the first record tells how values compare; what was given follows it. */
    private void adapt(CursorValue first) {
        reader.follow(first);
        end = end == null ? null : reader.typed("end value", end);
        initial =
                initial == null ? null : reader.typed("initial value", initial).keptLike(first);
        start = start == null ? null : reader.typed("start value", start).keptLike(first);
        last = start;
    }

    private boolean isBeyondEnd(CursorValue value, CursorValue limit) {
        return !direction.reaches(limit, value) || definition.rangeEnd() == RangeBound.OPEN && value.equals(limit);
    }

    private boolean move(CursorValue value, Supplier<Object> row) {
        last = value;
        if (boundary != null) {
            boundary.move(row.get());
        }
        return true;
    }

    private boolean isNew(CursorValue value, CursorValue furthest, Supplier<Object> row) {
        boolean atStart = value.equals(start);
        if (start != null && !atStart && direction.reaches(start, value)) {
            ended |= definition.rowOrder() == RowOrder.DESC;
            return false;
        }
        if (atStart && definition.rangeStart() == RangeBound.OPEN) {
            ended |= definition.rowOrder() == RowOrder.DESC;
            return false;
        }
        if (boundary == null) {
            return true;
        }
        try {
            if (atStart && boundary.isKnown(row.get())) {
                return false;
            }
            if (value.equals(furthest)) {
                boundary.add(row.get());
            }
        } catch (IllegalArgumentException e) {
            throw withoutKey(e);
        }
        return true;
    }

    private ExtractException withoutKey(IllegalArgumentException e) {
        return new ExtractException(
                "Cannot extract resource '%s': a record has no field '%s' of its primary key (nothing of this run is loaded; cursor '%s' tells records with the same value apart by it)"
                        .formatted(resource, e.getMessage(), definition.cursor()));
    }

    /** Keeps where the next run goes on; a backfill, and a run that saw no value, keep nothing. */
    public void save() {
        if (end != null || !seen && !taken || last == null) {
            return;
        }
        CursorValue furthest = last;
        if (definition.lag() != null && stored.isPresent()) {
            CursorValue before = stored.get().as(furthest.type());
            furthest = direction.further(furthest, before);
        }
        try {
            List<String> digests = boundary == null ? List.of() : List.copyOf(boundary.digests());
            state.write(initial, stored.or(() -> Optional.ofNullable(initial)), taken, furthest, digests);
        } catch (IllegalArgumentException e) {
            throw withoutKey(e);
        }
    }
}
