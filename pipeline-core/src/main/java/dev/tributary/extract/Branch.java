package dev.tributary.extract;

import dev.tributary.error.TributaryException;
import dev.tributary.extract.incremental.IncrementalFilter;
import dev.tributary.extract.json.JsonRecords;
import dev.tributary.extract.json.JsonSplitter;
import dev.tributary.source.RawJson;
import dev.tributary.source.RecordColumns;
import dev.tributary.source.ResourceState;
import dev.tributary.source.batch.JsonLines;
import dev.tributary.source.batch.LargeRecord;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.Step;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One resource while it is read: takes its records through its steps, into batches and to the transformers that want them.
 * Used by one thread.
 */
final class Branch implements AutoCloseable {
    /** Enough records to make handing on a batch cheap, few enough to keep a batch small. */
    private static final int OBJECTS_IN_BATCH = 500;

    /** Long texts and bytes are fewer in a batch. */
    private static final int WEIGHT_OF_BATCH = 4 << 20;

    private final ResourceDefinition resource;
    private final ResourceState state;
    private final List<Feed> feeds;
    private final Lookahead.Output<RecordBatch> output;
    private final Optional<IncrementalFilter> incremental;

    /** New records are told before the first limit: what that leaves out must not count as seen, it comes in a later run. */
    private final int incrementalAt;

    private final Limits limits;
    private final RecordWeight weights = new RecordWeight();
    private List<Object> objects = new ArrayList<>();
    private long weight;
    private long records;

    Branch(ResourceDefinition resource, ResourceState state, List<Feed> feeds, Lookahead.Output<RecordBatch> output) {
        this.resource = resource;
        this.incremental = IncrementalFilter.of(resource, state);
        this.state = incremental.map(i -> state.at(i.cursor())).orElse(state);
        this.limits = new Limits(resource.steps());
        this.incrementalAt = limits.first();
        this.feeds = feeds;
        this.output = output;
    }

    ResourceDefinition resource() {
        return resource;
    }

    ResourceState state() {
        return state;
    }

    /** Whether more records would change nothing. */
    boolean isFull() {
        return limits.areReached()
                || incremental.filter(IncrementalFilter::ended).isPresent()
                || (!resource.selected() && feeds.stream().allMatch(Feed::isFull));
    }

    /** Takes the next record as the resource yielded it. */
    void accept(Object record) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        if (!(record instanceof RawJson) && !(record instanceof RecordColumns)) {
            records++;
        }
        pass(record, 0);
    }

    /** Takes all records of a stream, until the branch is full, and closes it. */
    void acceptAll(Stream<?> stream) throws InterruptedException {
        try (stream) {
            Iterator<?> iterator = stream.iterator();
            while (!isFull() && iterator.hasNext()) {
                @Nullable Object record = iterator.next();
                if (record != null) {
                    accept(record);
                }
            }
        }
    }

    /** Hands on what is left. */
    void end() throws InterruptedException {
        flush();
        incremental.ifPresent(IncrementalFilter::save);
        for (Feed feed : feeds) {
            feed.end();
        }
    }

    private void pass(Object record, int at) throws InterruptedException {
        if (record instanceof RawJson json) {
            unpack(json, at);
            return;
        }
        if (record instanceof RecordColumns columns) {
            unpack(columns, at);
            return;
        }
        if (at == incrementalAt && incremental.isPresent() && !isNew(record, incremental.get())) {
            return;
        }
        if (at == resource.steps().size()) {
            emit(record);
            return;
        }
        Step step = resource.steps().get(at);
        if (step instanceof Step.Mapping mapping) {
            Optional<?> mapped = call(
                    at, record, () -> Optional.ofNullable(mapping.function().apply(record)));
            if (mapped.isPresent()) {
                pass(mapped.get(), at + 1);
            }
        } else if (step instanceof Step.Filtering filtering) {
            if (call(at, record, () -> filtering.predicate().test(record))) {
                pass(record, at + 1);
            }
        } else if (step instanceof Step.Unfolding unfolding) {
            unfold(unfolding, record, at);
        } else if (step instanceof Step.FirstRecords first) {
            if (limits.take(first, at)) {
                pass(record, at + 1);
            }
            limits.taken(first, at);
        } else if (incremental.isPresent() || !limits.timeIsUp()) {
            pass(record, at + 1);
        }
    }

    private boolean isNew(Object record, IncrementalFilter filter) {
        return (incrementalAt == resource.steps().size() || !isFull()) && filter.accepts(record);
    }

    private void unfold(Step.Unfolding unfolding, Object record, int at) throws InterruptedException {
        Optional<? extends Stream<?>> unfolded =
                call(at, record, () -> Optional.ofNullable(unfolding.function().apply(record)));
        if (unfolded.isEmpty()) {
            return;
        }
        try (Stream<?> stream = unfolded.get()) {
            Iterator<?> iterator = stream.iterator();
            while (!isFull() && call(at, record, iterator::hasNext)) {
                Optional<?> next = call(at, record, () -> Optional.ofNullable(iterator.next()));
                if (next.isPresent()) {
                    pass(next.get(), at + 1);
                }
            }
        }
    }

    private <T> T call(int at, Object record, Callable<T> step) throws InterruptedException {
        try {
            return step.call();
        } catch (InterruptedException | TributaryException e) {
            throw e;
        } catch (Exception e) {
            throw Failed.step(resource, at, records, record, e);
        }
    }

    private void emit(Object record) throws InterruptedException {
        if (resource.selected()) {
            objects.add(record);
            weight += weights.next(record);
            if (objects.size() == OBJECTS_IN_BATCH || weight >= WEIGHT_OF_BATCH) {
                flush();
            }
        }
        for (Feed feed : feeds) {
            feed.accept(record);
        }
    }

    private void flush() throws InterruptedException {
        if (!objects.isEmpty()) {
            output.put(new RecordBatch.Objects(resource, objects));
            objects = new ArrayList<>();
            weight = 0;
        }
    }

    /** Columns of records that no step looks at go on as they are. */
    private void unpack(RecordColumns columns, int at) throws InterruptedException {
        if (at < resource.steps().size()) {
            for (int i = 0; i < columns.size() && !isFull(); i++) {
                records++;
                pass(columns.record(i), at);
            }
            return;
        }
        records += columns.size();
        boolean isFiltered = at == incrementalAt && incremental.isPresent();
        emit(isFiltered ? columns.where(i -> isNew(columns.record(i), incremental.get())) : columns);
    }

    private void emit(RecordColumns columns) throws InterruptedException {
        if (resource.selected() && columns.size() > 0) {
            flush();
            output.put(new RecordBatch.Columns(resource, columns));
        }
        if (!feeds.isEmpty()) {
            for (Object record : columns.records()) {
                for (Feed feed : feeds) {
                    feed.accept(record);
                }
            }
        }
    }

    /** Bytes that nothing looks into go on as they are. */
    private void unpack(RawJson json, int at) throws InterruptedException {
        try (InputStream bytes = json.bytes().open()) {
            new JsonSplitter(resource, json.origin(), bytes).forEach(batch -> unpack(batch, at));
        } catch (Stopped e) {
            if (e.getCause() instanceof InterruptedException interruption) {
                throw interruption;
            }
        } catch (IOException e) {
            throw Failed.reading(resource.name(), e);
        }
    }

    private void unpack(RecordBatch batch, int at) {
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            if (at < resource.steps().size()) {
                parse(records(batch), at, false);
            } else if (at == incrementalAt && incremental.isPresent()) {
                Optional<RecordBatch.Json> taken = incremental.get().accepted(records(batch));
                if (taken.isPresent()) {
                    emit(batch instanceof LargeRecord ? batch : taken.get(), at);
                }
            } else {
                emit(batch, at);
            }
        } catch (InterruptedException e) {
            throw new Stopped(e);
        }
        if (isFull()) {
            throw new Stopped(null);
        }
    }

    private void emit(RecordBatch batch, int at) throws InterruptedException {
        Optional<RecordBatch.Json> fed = feeds.isEmpty() ? Optional.empty() : Optional.of(records(batch));
        if (resource.selected()) {
            flush();
            output.put(batch);
        }
        if (fed.isPresent()) {
            parse(fed.get(), at, true);
        }
    }

    private static RecordBatch.Json records(RecordBatch batch) {
        if (batch instanceof LargeRecord large) {
            return large.held();
        }
        return batch instanceof JsonLines lines ? lines.records() : (RecordBatch.Json) batch;
    }

    /** A record that is not JSON has no steps to take: it goes on, to be rejected. */
    private void parse(RecordBatch.Json batch, int at, boolean isOut) throws InterruptedException {
        for (int i = 0; i < batch.size() && !isFull(); i++) {
            records++;
            Optional<?> record = JsonRecords.tree(batch, i);
            if (record.isEmpty()) {
                if (!isOut || !resource.selected()) {
                    flush();
                    output.put(JsonRecords.only(batch, i));
                }
            } else if (isOut) {
                for (Feed feed : feeds) {
                    feed.accept(record.get());
                }
            } else {
                pass(record.get(), at);
            }
        }
    }

    /** Leaves the splitter: there is enough, or the thread is interrupted. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Stopped(@Nullable InterruptedException interruption) {
            super(null, interruption, false, false);
        }
    }

    @Override
    public void close() {
        feeds.forEach(Feed::close);
    }
}
