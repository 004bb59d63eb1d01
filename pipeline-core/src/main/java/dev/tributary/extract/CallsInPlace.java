package dev.tributary.extract;

import dev.tributary.source.definition.Transformation;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls a transformer on the thread that reads its other resource. */
record CallsInPlace(Transformation transformation, Branch to) implements Feed.Calls {

    @Override
    public void submit(List<Object> records, long number) throws InterruptedException {
        try (Results results = new Results(transformation, to, records, number)) {
            while (!to.isFull() && results.hasNext()) {
                @Nullable Object next = results.next();
                if (next != null) {
                    to.accept(next);
                }
            }
        }
    }

    @Override
    public void end() {}

    @Override
    public void close() {}

    /** What one call gives; its failures name the records. */
    static final class Results implements AutoCloseable {
        private final Transformation transformation;
        private final Branch to;
        private final List<Object> records;
        private final long number;
        private final Stream<?> stream;
        private final Iterator<?> iterator;

        Results(Transformation transformation, Branch to, List<Object> records, long number)
                throws InterruptedException {
            this.transformation = transformation;
            this.to = to;
            this.records = records;
            this.number = number;
            this.stream = guarded(() -> {
                @Nullable Stream<?> made = transformation.transform().apply(records, to.state());
                return made == null ? Stream.empty() : made;
            });
            this.iterator = stream.iterator();
        }

        boolean hasNext() throws InterruptedException {
            return guarded(iterator::hasNext);
        }

        @Nullable
        Object next() throws InterruptedException {
            return guarded(() -> java.util.Optional.ofNullable(iterator.next())).orElse(null);
        }

        private <T> T guarded(java.util.concurrent.Callable<T> work) throws InterruptedException {
            try {
                return work.call();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw Failed.transforming(to.resource().name(), transformation.from(), number, records.get(0), e);
            }
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
