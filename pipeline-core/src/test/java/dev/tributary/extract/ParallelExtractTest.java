package dev.tributary.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ExtractException;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.SourceDefinition;
import dev.tributary.state.PipelineState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ParallelExtractTest {
    private static ResourceDefinition numbers(String name, int count) {
        return ResourceDefinition.of(name, state -> IntStream.range(0, count).mapToObj(i -> Map.of("n", i)));
    }

    private static ResourceDefinition[] many() {
        ResourceDefinition[] resources = new ResourceDefinition[40];
        for (int i = 0; i < resources.length; i++) {
            resources[i] = numbers("r" + i, i % 7 == 0 ? 6000 : i);
        }
        return resources;
    }

    @Test
    void handsOnTheSameBatchesInTheSameOrderWithAnyNumberOfWorkers() {
        List<String> one = Extracted.of(1, many()).records();

        assertThat(Extracted.of(4, many()).records()).isEqualTo(one);
        assertThat(Extracted.of(16, many()).records()).isEqualTo(one);
    }

    @Test
    void readsSeveralResourcesAtOnce() {
        CyclicBarrier together = new CyclicBarrier(3);
        ResourceDefinition[] resources = IntStream.range(0, 3)
                .mapToObj(i -> ResourceDefinition.of("r" + i, state -> {
                    together.await(10, TimeUnit.SECONDS);
                    return Stream.of(Map.of("id", 1));
                }))
                .toArray(ResourceDefinition[]::new);

        assertThat(Extracted.of(3, resources).records()).hasSize(3);
    }

    @Test
    void readsNoMoreAtOnceThanThereAreWorkers() {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ResourceDefinition[] resources = IntStream.range(0, 12)
                .mapToObj(i -> ResourceDefinition.of("r" + i, state -> {
                    most.accumulateAndGet(open.incrementAndGet(), Math::max);
                    Thread.sleep(5);
                    return Stream.of(Map.of("id", 1)).onClose(open::decrementAndGet);
                }))
                .toArray(ResourceDefinition[]::new);

        Extracted.of(2, resources);

        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void aSlowReceiverSlowsEveryResource() throws InterruptedException {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        SourceDefinition source =
                new SourceDefinition("test", List.of(counted("a", first), counted("b", second)), null);
        Thread run = new Thread(() -> new Extract(ExtractSettings.workers(2), batch -> {
                    received.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .run(source, PipelineState.initial("p", "d", "test")));
        run.start();
        received.await();
        settle(first, second);

        // four batches wait, one is with the receiver or none, and one is about to be handed over
        assertThat(first.get()).isLessThanOrEqualTo(6 * 500);
        assertThat(second.get()).isLessThanOrEqualTo(5 * 500).isPositive();
        goOn.countDown();
        run.join();
        assertThat(first).hasValue(100_000);
        assertThat(second).hasValue(100_000);
    }

    private static void settle(AtomicInteger first, AtomicInteger second) throws InterruptedException {
        int before = -1;
        while (before != first.get() + second.get()) {
            before = first.get() + second.get();
            Thread.sleep(100);
        }
    }

    private static ResourceDefinition counted(String name, AtomicInteger count) {
        return ResourceDefinition.of(
                name,
                state -> IntStream.range(0, 100_000)
                        .peek(i -> count.incrementAndGet())
                        .mapToObj(i -> Map.of("n", i)));
    }

    @Test
    void oneFailingResourceStopsAllOthersAndClosesThem() {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicInteger closed = new AtomicInteger();
        ResourceDefinition endless = ResourceDefinition.of(
                "endless",
                state -> Stream.generate(() -> (Object) Map.of("n", 1))
                        .peek(r -> waiting.countDown())
                        .onClose(closed::incrementAndGet));
        ResourceDefinition sleeping = ResourceDefinition.of(
                "sleeping",
                state -> Stream.generate(() -> {
                            try {
                                Thread.sleep(60_000);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException("woken", e);
                            }
                            return (Object) Map.of("n", 1);
                        })
                        .onClose(closed::incrementAndGet));
        ResourceDefinition failing = ResourceDefinition.of("failing", state -> {
            waiting.await();
            throw new IllegalStateException("API said no");
        });

        assertThatThrownBy(() -> Extracted.of(3, endless, sleeping, failing))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot extract resource 'failing': IllegalStateException: API said no"
                        + " (nothing of this run is loaded; mend the source and run again)");
        assertThat(closed).hasValue(2);
    }

    @Test
    void aFailingReceiverStopsAllResourcesAndItsFailureIsNotTheSources() {
        AtomicInteger closed = new AtomicInteger();
        SourceDefinition source = new SourceDefinition(
                "test",
                List.of(
                        ResourceDefinition.of(
                                "a",
                                state -> Stream.generate(() -> (Object) Map.of("n", 1))
                                        .onClose(closed::incrementAndGet)),
                        ResourceDefinition.of(
                                "b",
                                state -> Stream.generate(() -> (Object) Map.of("n", 1))
                                        .onClose(closed::incrementAndGet))),
                null);
        Extract extract = new Extract(ExtractSettings.workers(2), batch -> {
            throw new IllegalStateException("disk full");
        });

        assertThatThrownBy(() -> extract.run(source, PipelineState.initial("p", "d", "test")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("disk full");
        assertThat(closed.get()).isBetween(1, 2);
    }

    @Test
    void anInterruptedRunClosesItsResourcesAndKeepsTheFlag() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(2);
        AtomicInteger closed = new AtomicInteger();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        List<Boolean> flag = new ArrayList<>();
        ResourceDefinition[] sleeping = Stream.of("a", "b")
                .map(name -> ResourceDefinition.of(
                        name,
                        state -> Stream.generate(() -> {
                                    open.countDown();
                                    try {
                                        Thread.sleep(60_000);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                    return (Object) Map.of("n", 1);
                                })
                                .onClose(closed::incrementAndGet)))
                .toArray(ResourceDefinition[]::new);
        Thread run = new Thread(() -> {
            try {
                Extracted.of(2, sleeping);
            } catch (RuntimeException e) {
                thrown.set(e);
                flag.add(Thread.currentThread().isInterrupted());
            }
        });
        run.start();
        open.await();
        run.interrupt();
        run.join();

        assertThat(thrown.get())
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot extract source 'test': the run was interrupted (nothing of it is loaded)");
        assertThat(flag).containsExactly(true);
        assertThat(closed).hasValue(2);
    }

    @Test
    void aSourceThatInterruptsItselfFailsTheRun() {
        ResourceDefinition odd = ResourceDefinition.of("odd", state -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> Extracted.of(1, odd))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot extract resource 'odd': it was interrupted (nothing of this run is loaded)");
    }

    @Test
    void eachResourceSeesTheSourcesStateAsTheRunFoundItAndAllChangesStay() {
        PipelineState before = Extracted.after(
                        PipelineState.initial("p", "d", "test"), ResourceDefinition.of("seed", state -> {
                            state.source().put("gone", 1).put("kept", 1);
                            state.source().putObject("seen").put("seed", 1);
                            return Stream.of();
                        }))
                .state();
        List<String> seen = java.util.Collections.synchronizedList(new ArrayList<>());

        PipelineState after = Extracted.after(
                        before,
                        ResourceDefinition.of("a", state -> {
                            seen.add(state.source().toString());
                            state.source().remove("gone");
                            state.source().withObjectProperty("seen").put("a", 1);
                            return Stream.of();
                        }),
                        ResourceDefinition.of("b", state -> {
                            seen.add(state.source().toString());
                            state.source().withObjectProperty("seen").put("b", 1);
                            return Stream.of();
                        }))
                .state();

        assertThat(seen)
                .containsExactly(
                        "{\"gone\":1,\"kept\":1,\"seen\":{\"seed\":1}}",
                        "{\"gone\":1,\"kept\":1,\"seen\":{\"seed\":1}}");
        assertThat(after.source("test")).hasToString("{\"kept\":1,\"seen\":{\"seed\":1,\"a\":1,\"b\":1}}");
    }
}
