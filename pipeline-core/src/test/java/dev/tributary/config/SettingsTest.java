package dev.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final String BUCKET = "destination.athena.query_result_bucket";
    private static final String BUCKET_VARIABLE = "DESTINATION__ATHENA__QUERY_RESULT_BUCKET";

    @TempDir
    Path folder;

    @TempDir
    Path home;

    @Test
    void prefersTheExplicitArgumentThenSetThenEnvironmentThenFilesThenHome() throws IOException {
        write(home, "config.toml", "[destination.athena]\nquery_result_bucket = 's3://home'");
        assertThat(read(Map.of(), Map.of()).get(BUCKET).asText()).isEqualTo("s3://home");
        write(folder, "config.toml", "[destination.athena]\nquery_result_bucket = 's3://config'");
        assertThat(read(Map.of(), Map.of()).get(BUCKET).asText()).isEqualTo("s3://config");
        write(folder, "secrets.toml", "[destination.athena]\nquery_result_bucket = 's3://secrets'");
        assertThat(read(Map.of(), Map.of()).get(BUCKET).asText()).isEqualTo("s3://secrets");
        Map<String, String> environment = Map.of(BUCKET_VARIABLE, "s3://environment");
        assertThat(read(Map.of(), environment).get(BUCKET).asText()).isEqualTo("s3://environment");
        Settings settings = read(Map.of(BUCKET, "s3://set"), environment);
        assertThat(settings.get(BUCKET).asText()).isEqualTo("s3://set");
        assertThat(settings.with(BUCKET, "s3://explicit", "--bucket")
                        .get(BUCKET)
                        .asText())
                .isEqualTo("s3://explicit");
    }

    @Test
    void usesTheDefaultWhereNothingIsSet() {
        assertThat(read().get("normalize.memory").asBytes()).isEqualTo(256L << 20);
    }

    @Test
    void namesEveryPlaceSearchedForAMissingSetting() {
        assertThatThrownBy(() -> read().get(BUCKET))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Missing setting 'destination.athena.query_result_bucket' (looked in: environment"
                        + " DESTINATION__ATHENA__QUERY_RESULT_BUCKET, .dlt/secrets.toml, .dlt/config.toml)");
    }

    @Test
    void namesTheHomeFilesThatExistAndThePipelinesOwnKeys() throws IOException {
        write(home, "config.toml", "");
        assertThatThrownBy(() -> read().forPipeline("eth").get("sources.github.token"))
                .hasMessage("Missing setting 'sources.github.token' (looked in: environment"
                        + " ETH__SOURCES__GITHUB__TOKEN, ETH__SOURCES__TOKEN, ETH__TOKEN, SOURCES__GITHUB__TOKEN,"
                        + " SOURCES__TOKEN, .dlt/secrets.toml, .dlt/config.toml, ~/.dlt/config.toml)");
    }

    @Test
    void prefersThePipelinesOwnKey() throws IOException {
        write(folder, "config.toml", "[normalize]\nworkers = 1\n[eth.normalize]\nworkers = 3");
        assertThat(read().forPipeline("eth").get("normalize.workers").asInt()).isEqualTo(3);
        assertThat(read().forPipeline("other").get("normalize.workers").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"destination.athena.credentials", "destination.credentials", "credentials"})
    void findsCredentialsInShorterSections(String section) throws IOException {
        write(folder, "secrets.toml", "[" + section + "]\nregion_name = 'eu-west-1'");
        assertThat(read().get("destination.athena.credentials.region_name").asText())
                .isEqualTo("eu-west-1");
    }

    @ParameterizedTest
    @CsvSource({"sources.github.issues", "sources.github", "sources"})
    void findsSourceKeysInShorterSections(String section) throws IOException {
        write(folder, "config.toml", "[" + section + "]\nowner = 'duckdb'");
        assertThat(read().get("sources.github.issues.owner").asText()).isEqualTo("duckdb");
    }

    @Test
    void doesNotTakeASectionForASourcesSettingOfThatName() throws IOException {
        write(folder, "config.toml", "[schema]\nnaming = 'direct'\n[shop.schema]\n[sources.sql_database]\n");
        assertThat(read().forPipeline("shop").find("sources.sql_database.schema"))
                .isEmpty();
    }

    @Test
    void doesNotTakeAVariableWithoutSectionForASourcesSetting() {
        assertThat(read(Map.of(), Map.of("PATH", "/bin")).find("sources.mine.path"))
                .isEmpty();
    }

    @Test
    void masksWhatComesFromTheSecretsFileAndWhatIsASecretAnywhere() throws IOException {
        write(folder, "secrets.toml", "[normalize]\nmemory = 'abc'");
        assertThatThrownBy(this::read)
                .hasMessage("Invalid setting 'normalize.memory': '******' (a size such as 256MiB or 1GB; from"
                        + " .dlt/secrets.toml)");
        Files.delete(folder.resolve(".dlt/secrets.toml"));
        String key = "destination.athena.credentials.aws_secret_access_key";
        Setting secret = read(Map.of(key, "hush"), Map.of()).get(key);
        assertThat(secret).hasToString("******");
        assertThat(secret.asSecret()).hasToString("******");
        assertThat(secret.asSecret().reveal()).isEqualTo("hush");
    }

    @Test
    void saysOfAllSettingsAtOnceWhatTheyMayBe() throws IOException {
        write(folder, "config.toml", """
                [destination.athena]
                force_iceberg = "maybe"
                price_per_tb = "five"
                lake_folder = ["a", "b"]
                staging = "package"
                leese = "1m"
                lease = "long"

                [normalize]
                memory = "abc"
                workers = -1

                [schema]
                detections = ["iso_date", "iso_time"]

                [shop.normalize]
                workers = "many"

                [pipelines.p]
                table_format = "delta"
                """);

        assertThatThrownBy(this::read).isInstanceOf(ConfigException.class).hasMessage("""
                Cannot use the settings: 11 problems
                  1. Unknown setting 'destination.athena.leese' in .dlt/config.toml (did you mean 'destination.athena.lease'?)
                  2. Invalid setting 'destination.athena.force_iceberg': 'maybe' (true or false; from .dlt/config.toml)
                  3. Invalid setting 'destination.athena.lake_folder': '["a","b"]' (one value; from .dlt/config.toml)
                  4. Invalid setting 'destination.athena.lease': 'long' (a duration such as 30s, 5m or 1h; from .dlt/config.toml)
                  5. Invalid setting 'destination.athena.price_per_tb': 'five' (a number such as 5 or 6.75; from .dlt/config.toml)
                  6. Invalid setting 'destination.athena.staging': 'package' (local, stream; from .dlt/config.toml)
                  7. Invalid setting 'normalize.memory': 'abc' (a size such as 256MiB or 1GB; from .dlt/config.toml)
                  8. Invalid setting 'normalize.workers': '-1' (a whole number of at least 0; from .dlt/config.toml)
                  9. Invalid setting 'pipelines.p.table_format': 'delta' (hive, iceberg; from .dlt/config.toml)
                  10. Invalid setting 'schema.detections': '["iso_date","iso_time"]' (any of timestamp, iso_timestamp, iso_date, large_integer, hexbytes_to_text, wei_to_double, or none; from .dlt/config.toml)
                  11. Invalid setting 'shop.normalize.workers': 'many' (a whole number; from .dlt/config.toml)""");
    }

    @Test
    void leavesAnInvalidValueAloneThatAnotherPlaceOverrides() throws IOException {
        write(folder, "config.toml", "[normalize]\nworkers = 'many'");

        assertThat(read(Map.of("normalize.workers", "2"), Map.of())
                        .get("normalize.workers")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void leavesTheFormOfASourcesSettingToTheSource() {
        Settings settings = read(Map.of("sources.s.every", "soon"), Map.of());

        assertThatThrownBy(() -> settings.get("sources.s.every").asDuration())
                .hasMessage("Invalid setting 'sources.s.every': 'soon' (a duration such as 30s, 5m or 1h; from --set)");
    }

    @Test
    void suggestsTheKeyThatWasMeant() throws IOException {
        write(folder, "config.toml", "[destination.athena]\nquery_result_buckt = 's3://x'");
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigException.class)
                .hasMessage("Unknown setting 'destination.athena.query_result_buckt' in .dlt/config.toml"
                        + " (did you mean 'destination.athena.query_result_bucket'?)");
    }

    @Test
    void reportsAllUnknownKeysAtOnce() throws IOException {
        write(folder, "config.toml", "[normalize]\nbudget = 1\n[destination.athna]\nlake = 'local'");
        assertThatThrownBy(() -> read(Map.of(), Map.of("NORMALIZE__WORKER", "2")))
                .hasMessage("Cannot use the settings: 3 problems\n"
                        + "  1. Unknown setting 'NORMALIZE__WORKER' in environment (did you mean"
                        + " 'NORMALIZE__WORKERS'?)\n"
                        + "  2. Unknown setting 'destination.athna.lake' in .dlt/config.toml (did you mean"
                        + " 'destination.athena.lake'?)\n"
                        + "  3. Unknown setting 'normalize.budget' in .dlt/config.toml"
                        + " (docs/reference/settings.md lists those that exist)");
    }

    @Test
    void leavesAloneWhatIsNotOurs() throws IOException {
        write(
                folder,
                "config.toml",
                "[destination.bigquery]\nlocation = 'EU'\n[tool.other]\nx = 1\n[sources.a]\nb = 1");
        assertThat(read().find("sources.a.b")).isPresent();
    }

    @Test
    void namesTheLineOfASyntaxError() throws IOException {
        write(folder, "config.toml", "[normalize]\nworkers = = 2\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Cannot read settings '.dlt/config.toml': line 2, column 11: Unexpected '='");
    }

    @Test
    void readsMapsFromTablesJsonAndPairs() throws IOException {
        String key = "destination.athena.table_properties";
        write(folder, "config.toml", "[destination.athena.table_properties]\n'write.format' = 'x'\nn = 2");
        assertThat(read().get(key).asMap()).containsOnly(Map.entry("write.format", "x"), Map.entry("n", "2"));
        assertThat(read(Map.of(key, "{\"a\": 1}"), Map.of()).get(key).asMap()).containsOnly(Map.entry("a", "1"));
        assertThat(read(Map.of(key, "a=1,b=2"), Map.of()).get(key).asMap()).containsOnlyKeys("a", "b");
    }

    @Test
    void resolvesPathsAtTheProjectsFolder() {
        assertThat(read().get("destination.athena.lake_folder").asPath()).isEqualTo(folder.resolve(".lake"));
    }

    @ParameterizedTest
    @CsvSource({"30s,PT30S", "5m,PT5M", "1h30m,PT1H30M", "PT2M,PT2M", "90,PT1M30S", "250ms,PT0.25S", "1d,PT24H"})
    void readsDurations(String written, Duration duration) {
        assertThat(WrittenDuration.parse(written)).contains(duration);
    }

    @ParameterizedTest
    @CsvSource({"256MiB,268435456", "1GB,1000000000", "4096,4096", "64 kib,65536"})
    void readsSizes(String written, long bytes) {
        assertThat(ByteSize.parse(written)).contains(new ByteSize(bytes));
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1536,1.5 KiB", "157286400,150 MiB", "1610612736,1.5 GiB"})
    void writesSizes(long bytes, String written) {
        assertThat(new ByteSize(bytes)).hasToString(written);
    }

    private Settings read() {
        return read(Map.of(), Map.of());
    }

    private Settings read(Map<String, String> sets, Map<String, String> environment) {
        return Settings.read(sets, environment, folder, home);
    }

    private static void write(Path project, String file, String text) throws IOException {
        Files.createDirectories(project.resolve(".dlt"));
        Files.writeString(project.resolve(".dlt").resolve(file), text);
    }
}
