package dev.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the reference page and the sample files to the list of keys; {@code -Dtributary.docs=write} writes the page anew. */
class SettingsReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "settings.md");
    private static final Path SAMPLES = Path.of("..", ".dlt-sample");
    private static final Pattern SECTION = Pattern.compile("(?:# )?\\[([a-z_.]+)\\]");
    private static final Pattern KEY = Pattern.compile("(?:# )?([a-z_]+) = .*");

    @Test
    void thePageListsEverySetting() throws IOException {
        if ("write".equals(System.getProperty("tributary.docs"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE).hasContent(page());
    }

    @Test
    void theSamplesShowEverySettingAndNoOther() throws IOException {
        List<String> shown = new ArrayList<>();
        for (String file : List.of("config.toml", "secrets.toml")) {
            shown.addAll(keys(Files.readAllLines(SAMPLES.resolve(file))));
        }
        Set<String> known = KnownSettings.ALL.stream().map(KnownSetting::key).collect(Collectors.toSet());
        assertThat(shown.stream()
                        .map(key -> KnownSettings.find(List.of(key.split("\\.")))
                                .map(KnownSetting::key)
                                .orElse(key))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    /** The keys of a file in TOML, commented or not, in full; a section that is a map of its own is one key. */
    private static List<String> keys(List<String> lines) {
        List<String> keys = new ArrayList<>();
        String section = "";
        for (String line : lines) {
            Matcher opened = SECTION.matcher(line);
            Matcher key = KEY.matcher(line);
            if (opened.matches()) {
                section = opened.group(1).replace("destination.credentials", "destination.all.credentials");
                KnownSettings.find(List.of(section.split("\\.")))
                        .map(KnownSetting::key)
                        .ifPresent(keys::add);
            } else if (key.matches()) {
                keys.add(section.isEmpty() ? key.group(1) : section + "." + key.group(1));
            }
        }
        return keys;
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Settings

                The first place that has a setting wins: an option of the command, `--set key=value`, the environment
                (`DESTINATION__ATHENA__QUERY_RESULT_BUCKET`), `.dlt/secrets.toml`, `.dlt/config.toml`, the same two files in
                `~/.dlt`, the default. `pipeline init` writes both files with every key commented.

                - In each place the key below the pipeline's name is looked at first: `eth.normalize.workers`, then
                  `normalize.workers`.
                - Credentials are looked for in shorter sections too: `destination.athena.credentials.region_name`,
                  `destination.credentials.region_name`, `credentials.region_name`, `region_name`.
                - So are the settings of sources: `sources.github.token`, `sources.token`, `token`. The environment needs at
                  least one section.
                - An unknown key in a section of this page is an error that suggests the nearest one, and so is a value that its setting
                  can't have. All are told at once, whatever the command.
                - Sizes are written `256MiB` or `1GB`, durations `30s`, `5m` or `1h30m`, maps as a TOML table, a JSON object or
                  `a=1,b=2`.
                - Secrets, and whatever stands in a `secrets.toml`, print as `******`.

                | Key | Form | Default | Meaning |
                |---|---|---|---|
                """);
        for (KnownSetting known : KnownSettings.ALL) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            known.key(),
                            known.secret() ? "secret" : known.form().name().toLowerCase(),
                            known.defaultValue() == null ? "" : "`" + known.defaultValue() + "`",
                            known.meaning()));
        }
        return page.toString();
    }
}
