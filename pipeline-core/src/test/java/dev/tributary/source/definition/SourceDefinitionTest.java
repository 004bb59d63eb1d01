package dev.tributary.source.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ConfigException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceDefinitionTest {
    private static final ResourceDefinition ISSUES = ResourceDefinition.of("issues", state -> Stream.of());
    private static final ResourceDefinition LABELS = ResourceDefinition.of("labels", state -> Stream.of());
    private static final ResourceDefinition COMMENTS = ISSUES.transform("comments", issue -> Stream.of());

    private static SourceDefinition source(ResourceDefinition... resources) {
        return new SourceDefinition("github", List.of(resources), null);
    }

    @Test
    void selectsExactlyTheResourcesThatAreNamed() {
        assertThat(source(ISSUES, LABELS.selected(false), COMMENTS)
                        .select("labels", "comments")
                        .resources())
                .containsExactly(ISSUES.selected(false), LABELS, COMMENTS);
    }

    @Test
    void refusesToSelectWhatThereIsNot() {
        assertThatThrownBy(() -> source(ISSUES, LABELS).select("labels", "isues"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Unknown resource 'isues' of source 'github'"
                        + " (available: issues, labels; did you mean 'issues'?)");
    }

    @Test
    void refusesATransformerOfWhatThereIsNot() {
        assertThatThrownBy(() -> source(LABELS, COMMENTS))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Cannot use source 'github': transformer 'comments' takes records from 'issues',"
                        + " which is no resource (available: labels, comments)");
    }

    @Test
    void refusesTransformersThatFollowFromEachOther() {
        ResourceDefinition a = ResourceDefinition.of("a", Transformation.each("b", Stream::of));
        ResourceDefinition b = ResourceDefinition.of("b", Transformation.each("a", Stream::of));

        assertThatThrownBy(() -> source(a, b))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Cannot use source 'github': transformer 'a' takes records that are made of its own"
                        + " (from 'a')");
    }

    @Test
    void limitsResourcesButNotTransformers() {
        Step limit = new Step.FirstRecords(2);

        assertThat(source(ISSUES, COMMENTS).with(limit).resources()).containsExactly(ISSUES.with(limit), COMMENTS);
    }

    @Test
    void refusesAnImpossibleTransformation() {
        assertThatThrownBy(() -> Transformation.each("issues", Stream::of).parallel(0))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid parallel: '0' (1 or more)");
        assertThatThrownBy(() -> Transformation.batches("issues", 0, (records, state) -> Stream.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid batch: '0' (1 or more)");
    }
}
