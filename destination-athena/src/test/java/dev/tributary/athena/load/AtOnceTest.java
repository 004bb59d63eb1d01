package dev.tributary.athena.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.LoadException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtOnceTest {
    private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20})
    void givesResultsInTheOrderOfTheThings(int limit) {
        assertThat(new AtOnce(limit).map(TEN, i -> "r" + i))
                .containsExactly("r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9");
    }

    @Test
    void doesAsManyAtOnceAsAllowed() {
        CyclicBarrier together = new CyclicBarrier(5);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        new AtOnce(5).each(TEN, i -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                together.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            now.decrementAndGet();
        });
        assertThat(most).hasValue(5);
    }

    @Test
    void doesOneAfterTheOtherByTheThreadThatAsks() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        new AtOnce(1).each(TEN, i -> threads.add(Thread.currentThread()));
        new AtOnce(8).each(List.of(1), i -> threads.add(Thread.currentThread()));
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void failsAsOneAfterTheOtherWould() {
        CountDownLatch laterHasFailed = new CountDownLatch(1);
        assertThatThrownBy(() -> new AtOnce(4).each(TEN, i -> {
                    if (i == 1) {
                        await(laterHasFailed);
                        throw new IllegalArgumentException("one");
                    }
                    if (i == 3) {
                        laterHasFailed.countDown();
                        throw new IllegalArgumentException("three");
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one");
    }

    @Test
    void beginsNothingAfterAFailureAndWaitsForWhatIsUnderWay() {
        CountDownLatch failing = new CountDownLatch(1);
        Set<Integer> begun = ConcurrentHashMap.newKeySet();
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        assertThatThrownBy(() -> new AtOnce(2).each(TEN, i -> {
                    begun.add(i);
                    if (i == 0) {
                        failing.countDown();
                        throw new Error("died");
                    }
                    await(failing);
                    sleep();
                    done.add(i);
                }))
                .isInstanceOf(Error.class)
                .hasMessage("died");
        assertThat(begun).contains(0).hasSizeLessThanOrEqualTo(2);
        assertThat(done).hasSize(begun.size() - 1);
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void endsWhatIsUnderWayWhenItIsInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicInteger underWay = new AtomicInteger();
        Thread caller = new Thread(() -> {
            try {
                new AtOnce(2).each(TEN, i -> {
                    if (Thread.currentThread().getName().equals("caller")) {
                        while (begun.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                        return;
                    }
                    underWay.incrementAndGet();
                    begun.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    underWay.decrementAndGet();
                });
            } catch (LoadException e) {
                failure.set(Thread.currentThread().isInterrupted() ? e : new IllegalStateException("no flag", e));
            }
        });
        caller.setName("caller");
        caller.start();
        await(begun);
        caller.interrupt();
        caller.join(10_000);

        assertThat(failure.get())
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessage("Cannot load the package: the run was interrupted (run the pipeline again)");
        assertThat(underWay).hasValue(0);
    }
}
