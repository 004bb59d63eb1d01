package dev.tributary.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.error.ExtractException;
import dev.tributary.source.RawJson;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.Transformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TransformerTest {
    private static ResourceDefinition issues(int count) {
        return ResourceDefinition.of(
                "issues", state -> IntStream.rangeClosed(1, count).mapToObj(i -> Map.of("id", i)));
    }

    private static int id(Map<String, Integer> record) {
        return record.get("id");
    }

    @Test
    void makesRecordsOfThoseOfAnotherResourceWhichIsLoadedToo() {
        ResourceDefinition issues = issues(2);
        ResourceDefinition comments = issues.transform(
                "comments",
                (Map<String, Integer> issue) -> Stream.of(Map.of("of", id(issue)), Map.of("of", id(issue) * 10)));

        assertThat(Extracted.of(issues, comments).records())
                .containsExactly(
                        "issues: {\"id\":1}",
                        "issues: {\"id\":2}",
                        "comments: {\"of\":1}",
                        "comments: {\"of\":10}",
                        "comments: {\"of\":2}",
                        "comments: {\"of\":20}");
    }

    @Test
    void readsAResourceThatIsNotSelectedWithoutLoadingIt() {
        ResourceDefinition issues = issues(2);
        ResourceDefinition comments =
                issues.transform("comments", (Map<String, Integer> issue) -> Stream.of(Map.of("of", id(issue))));

        assertThat(Extracted.of(issues.selected(false), comments).records())
                .containsExactly("comments: {\"of\":1}", "comments: {\"of\":2}");
    }

    @Test
    void opensNothingThatNoSelectedResourceNeeds() {
        ResourceDefinition issues = ResourceDefinition.of("issues", state -> {
                    throw new IllegalStateException("opened");
                })
                .selected(false);
        ResourceDefinition comments =
                issues.transform("comments", issue -> Stream.of(issue)).selected(false);

        assertThat(Extracted.of(issues, comments).records()).isEmpty();
    }

    @Test
    void opensAResourceOnceForAllThatFollowFromIt() {
        AtomicInteger opened = new AtomicInteger();
        ResourceDefinition issues = ResourceDefinition.of("issues", state -> {
            opened.incrementAndGet();
            return Stream.of(Map.of("id", 1));
        });
        ResourceDefinition comments =
                issues.transform("comments", (Map<String, Integer> r) -> Stream.of(Map.of("c", id(r))));
        ResourceDefinition authors =
                comments.transform("authors", (Map<String, Integer> r) -> Stream.of(Map.of("a", r.get("c") + 1)));
        ResourceDefinition labels =
                issues.transform("labels", (Map<String, Integer> r) -> Stream.of(Map.of("l", id(r))));

        assertThat(Extracted.of(4, labels, authors, issues, comments.selected(false))
                        .records())
                .containsExactlyInAnyOrder("issues: {\"id\":1}", "authors: {\"a\":2}", "labels: {\"l\":1}");
        assertThat(opened).hasValue(1);
    }

    @Test
    void parsesJsonForATransformerAndKeepsItAsBytesForItsOwnTable() {
        ResourceDefinition issues =
                ResourceDefinition.of("issues", state -> Stream.of(RawJson.of("page", "[{\"id\":1},{\"id\":2}]")));
        ResourceDefinition comments = issues.transform(
                "comments", (ObjectNode r) -> Stream.of(Map.of("of", r.get("id").asInt())));

        Extracted extracted = Extracted.of(issues, comments);

        assertThat(extracted.batches().get(0)).isInstanceOf(RecordBatch.Json.class);
        assertThat(extracted.records("comments")).containsExactly("comments: {\"of\":1}", "comments: {\"of\":2}");
    }

    @Test
    void givesAsManyRecordsAtOnceAsItTakes() {
        List<Integer> sizes = new ArrayList<>();
        ResourceDefinition comments =
                ResourceDefinition.of("comments", Transformation.batches("issues", 3, (records, state) -> {
                    sizes.add(records.size());
                    return records.stream();
                }));

        assertThat(Extracted.of(issues(7), comments).records("comments")).hasSize(7);
        assertThat(sizes).containsExactly(3, 3, 1);
    }

    @Test
    void takesStepsOfItsOwnRecords() {
        ResourceDefinition issues = issues(3);
        ResourceDefinition comments =
                issues.transform("comments", issue -> Stream.of(issue)).filter((Map<String, Integer> r) -> id(r) != 2);

        assertThat(Extracted.of(issues, comments).records("comments"))
                .containsExactly("comments: {\"id\":1}", "comments: {\"id\":3}");
    }

    @Test
    void readsNoFurtherThanItsLimitsNeed() {
        AtomicInteger pulled = new AtomicInteger();
        ResourceDefinition issues = ResourceDefinition.of(
                        "issues",
                        state -> Stream.iterate(1, i -> i + 1)
                                .peek(i -> pulled.incrementAndGet())
                                .map(i -> Map.of("id", i)))
                .selected(false);
        ResourceDefinition comments =
                issues.transform("comments", issue -> Stream.of(issue, issue)).limit(3);

        assertThat(Extracted.of(issues, comments).records()).hasSize(3);
        assertThat(pulled).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsSeveralAtOnce(boolean ordered) {
        CyclicBarrier together = new CyclicBarrier(4);
        Transformation meeting = Transformation.each("issues", issue -> {
                    try {
                        together.await(10, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return Stream.of(issue);
                })
                .parallel(4);

        assertThat(Extracted.of(issues(8), ResourceDefinition.of("comments", ordered ? meeting : meeting.unordered()))
                        .records("comments"))
                .hasSize(8)
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsTheOrderWhenTheFirstCallIsTheSlowest() {
        CountDownLatch last = new CountDownLatch(3);
        Transformation slow = Transformation.<Map<String, Integer>>each("issues", issue -> {
                    if (id(issue) == 1) {
                        await(last);
                    }
                    last.countDown();
                    return IntStream.range(0, 300).mapToObj(i -> Map.of("id", id(issue), "n", i));
                })
                .parallel(4);

        List<String> records = Extracted.of(issues(20).selected(false), ResourceDefinition.of("comments", slow))
                .records();

        List<String> expected = new ArrayList<>();
        for (int id = 1; id <= 20; id++) {
            for (int n = 0; n < 300; n++) {
                expected.add(id + " " + n);
            }
        }
        assertThat(records.stream().map(TransformerTest::idAndN)).containsExactlyElementsOf(expected);
    }

    private static String idAndN(String record) {
        String id = record.replaceAll(".*\"id\":(\\d+).*", "$1");
        return id + " " + record.replaceAll(".*\"n\":(\\d+).*", "$1");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void handsOnWhatIsReadyWhereOrderDoesNotMatter() {
        CountDownLatch others = new CountDownLatch(3);
        Transformation slow = Transformation.<Map<String, Integer>>each("issues", issue -> {
                    if (id(issue) == 1) {
                        await(others);
                    }
                    others.countDown();
                    return Stream.of(issue);
                })
                .parallel(4)
                .unordered();

        List<String> records = Extracted.of(issues(20).selected(false), ResourceDefinition.of("comments", slow))
                .records();

        assertThat(records).hasSize(20).doesNotHaveDuplicates();
        assertThat(records.get(0)).isNotEqualTo("comments: {\"id\":1}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void namesTheRecordThatItFailsOn(int parallel) {
        Transformation failing = Transformation.<Map<String, Integer>>each(
                        "issues", issue -> Stream.of(6 / (id(issue) - 2)))
                .parallel(parallel);

        assertThatThrownBy(() -> Extracted.of(issues(3), ResourceDefinition.of("comments", failing)))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot extract resource 'comments': it fails on record 2 of 'issues', {\"id\":2}:"
                        + " ArithmeticException: / by zero"
                        + " (nothing of this run is loaded; mend the source and run again)");
    }

    @Test
    void closesTheStreamOfEachCall() {
        AtomicInteger open = new AtomicInteger();
        AtomicBoolean early = new AtomicBoolean();
        Transformation counted = Transformation.each("issues", issue -> {
            early.compareAndSet(false, open.getAndIncrement() > 0);
            return Stream.of(issue).onClose(open::decrementAndGet);
        });

        Extracted.of(issues(5), ResourceDefinition.of("comments", counted));

        assertThat(open).hasValue(0);
        assertThat(early).isFalse();
    }

    @Test
    void keepsStateOfItsOwn() {
        ResourceDefinition comments =
                ResourceDefinition.of("comments", Transformation.batches("issues", 1, (records, state) -> {
                    state.resource().put("calls", state.resource().path("calls").asInt() + 1);
                    return records.stream();
                }));

        assertThat(Extracted.of(issues(3), comments).state().resource("test", "comments"))
                .hasToString("{\"calls\":3}");
    }
}
