package dev.tributary.extract;

import dev.tributary.source.definition.Transformation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Brings one resource's records to a transformer, so many at a time. Used by one thread. */
final class Feed implements AutoCloseable {
    private final Transformation transformation;
    private final Branch to;
    private final Calls calls;
    private List<Object> collected = new ArrayList<>();
    private long records;

    Feed(Transformation transformation, Branch to, Duration patience) {
        this.transformation = transformation;
        this.to = to;
        this.calls = transformation.parallel() == 1
                ? new CallsInPlace(transformation, to)
                : new ParallelCalls(transformation, to, patience);
    }

    /** How the transformer is called. */
    interface Calls extends AutoCloseable {
        /** Calls it with some records, the first of which has that number, now or later. */
        void submit(List<Object> records, long number) throws InterruptedException;

        /** Waits until all calls are done and their records are handed on. */
        void end() throws InterruptedException;

        @Override
        void close();
    }

    boolean isFull() {
        return to.isFull();
    }

    void accept(Object record) throws InterruptedException {
        if (isFull()) {
            return;
        }
        collected.add(record);
        records++;
        if (collected.size() == transformation.batch()) {
            submit();
        }
    }

    private void submit() throws InterruptedException {
        List<Object> some = collected;
        collected = new ArrayList<>(some.size());
        calls.submit(some, records - some.size() + 1);
    }

    void end() throws InterruptedException {
        if (!collected.isEmpty()) {
            submit();
        }
        calls.end();
        to.end();
    }

    @Override
    public void close() {
        calls.close();
        to.close();
    }
}
