package dev.tributary.source.reflect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ConfigException;
import dev.tributary.schema.TableFormat;
import dev.tributary.source.Setting;
import dev.tributary.source.Source;
import dev.tributary.source.definition.DynamicSource;
import dev.tributary.source.definition.ResourceDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceSettingsTest {
    public record Token(String value) {}

    @Source
    record GithubSource(
            @Setting("access_token") Token token,
            String repoOwner,
            @Setting(defaultValue = "100") int pageSize,
            @Nullable LocalDate since,
            @Setting(defaultValue = "PT30S") Duration timeout,
            @Setting(defaultValue = "iceberg") TableFormat format,
            @Setting(defaultValue = "a, b") List<String> labels,
            @Setting(defaultValue = "true") boolean active,
            @Setting(defaultValue = "x/y") Path folder)
            implements DynamicSource {
        @Override
        public List<ResourceDefinition> resources() {
            return List.of(ResourceDefinition.of(toString(), java.util.stream.Stream::of));
        }
    }

    @Test
    void takesSettingsByKeyByNameAndByDefault() {
        assertThat(read(Map.of("sources.github.access_token", "t", "sources.github.repo_owner", "me")))
                .isEqualTo("GithubSource[token=Token[value=t], repoOwner=me, pageSize=100, since=null, timeout=PT30S,"
                        + " format=ICEBERG, labels=[a, b], active=true, folder=x/y]");
    }

    @Test
    void convertsValuesToTheTypeOfTheParameter() {
        assertThat(read(Map.of(
                        "sources.github.access_token",
                        new Token("t"),
                        "sources.github.repo_owner",
                        7,
                        "sources.github.page_size",
                        20L,
                        "sources.github.since",
                        "2026-01-02",
                        "sources.github.labels",
                        List.of("c"),
                        "sources.github.active",
                        "FALSE")))
                .isEqualTo("GithubSource[token=Token[value=t], repoOwner=7, pageSize=20, since=2026-01-02,"
                        + " timeout=PT30S, format=ICEBERG, labels=[c], active=false, folder=x/y]");
    }

    @Test
    void namesAllSettingsThatAreMissing() {
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        Missing setting 'sources.github.access_token'
                        Missing setting 'sources.github.repo_owner'""");
    }

    @Test
    void refusesAValueOfAnotherType() {
        assertThatThrownBy(() -> read(Map.of(
                        "sources.github.access_token", "t",
                        "sources.github.repo_owner", "me",
                        "sources.github.page_size", "many")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid setting 'sources.github.page_size': 'many' (needs a whole number)");
    }

    @Source
    record Defaults(
            @Setting(defaultValue = "ten") int limit,
            @Setting(defaultValue = "orc") TableFormat format) implements DynamicSource {
        @Override
        public List<ResourceDefinition> resources() {
            return List.of();
        }
    }

    @Test
    void refusesADefaultOfAnotherType() {
        assertThatThrownBy(() -> SourceReader.read(Defaults.class, SettingLookup.none()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        Cannot read source Defaults: 2 problems
                          1. the default of setting 'limit' is 'ten' (needs a whole number)
                          2. the default of setting 'format' is 'orc' (needs one of [HIVE, ICEBERG])""");
    }

    @Source
    static class Strict implements DynamicSource {
        Strict() {
            throw new IllegalStateException("no network");
        }

        @Override
        public List<ResourceDefinition> resources() {
            return List.of();
        }
    }

    @Test
    void saysWhichSourceCouldNotBeMade() {
        assertThatThrownBy(() -> SourceReader.read(Strict.class, SettingLookup.none()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Cannot create source Strict: java.lang.IllegalStateException: no network");
    }

    private static String read(Map<String, Object> settings) {
        SettingLookup lookup = (key, type) -> Optional.ofNullable(settings.get(key));
        return SourceReader.read(GithubSource.class, lookup).resources().get(0).name();
    }
}
