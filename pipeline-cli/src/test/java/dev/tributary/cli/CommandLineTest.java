package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.terminal.Shell;
import dev.tributary.sources.ReadySources;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    Path folder;

    private Console console;

    @BeforeEach
    void opensAConsole() {
        console = new Console(folder);
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        refuses("""
                Unknown command 'rum' (available: init, run, info, tables, schema, query, sync, drop, lake, rejects, trace; did you mean 'run'?)
                  'pipeline --help' says what there is.
                """, "rum");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        refuses("""
                Unknown option '--jsn' (did you mean '--json'?)
                  'pipeline run --help' says what there is.
                """, "run", "filesystem", "--jsn");
    }

    @Test
    void wantsNumbersWhereNumbersAre() {
        refuses("""
                Invalid --glue-port: 'many' (a whole number)
                  'pipeline lake --help' says what there is.
                """, "lake", "--glue-port", "many");
        refuses(
                "Invalid setting '--limit': '-1' (a whole number of at least 0; from the command line)\n",
                "rejects",
                "show",
                "--limit",
                "-1");
    }

    @Test
    void wantsACommand() {
        refuses("""
                Missing command (available: init, run, info, tables, schema, query, sync, drop, lake, rejects, trace)
                  'pipeline --help' says what there is.
                """);
    }

    @Test
    void tellsOfAWrongSettingInOneSentenceAndNothingElse() {
        PrintStream terminal = System.out;
        ByteArrayOutputStream stray = new ByteArrayOutputStream();
        System.setOut(new PrintStream(stray, true, StandardCharsets.UTF_8));
        try {
            refuses(
                    "Unknown setting 'destination.athena.lke' in --set (did you mean 'destination.athena.lake'?)\n",
                    "run",
                    "filesystem",
                    "--set",
                    "destination.athena.lke=local");
        } finally {
            System.setOut(terminal);
        }
        assertThat(stray.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void tellsOfAnErrorInOneSentence() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream broken = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                throw new StackOverflowError();
            }
        };

        int code =
                Main.run(new Shell(folder, folder, Map.of(), broken, new PrintStream(err, true), false, false), "info");

        assertThat(code).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "Unexpected failure, a bug of Tributary: java.lang.StackOverflowError (details: .dlt/logs/pipeline.log)\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "init",
                "run",
                "info",
                "tables",
                "schema",
                "query",
                "sync",
                "drop",
                "lake",
                "trace",
                "rejects",
                "rejects show",
                "rejects replay",
                "rejects drop"
            })
    void describesEachCommand(String command) {
        List<String> words =
                new ArrayList<>(List.of(("pipeline " + command).strip().split(" ")));
        words.add("--help");

        assertThat(console.run(words.subList(1, words.size()).toArray(String[]::new)))
                .isZero();
        assertThat(console.out()).startsWith("Usage: pipeline " + command).doesNotContain("destination.\n");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void namesTheReadySourcesWhereItDescribesRun() {
        console.run("run", "--help");

        String sources = String.join(", ", new TreeSet<>(ReadySources.byName().keySet()));
        assertThat(console.out().replaceAll("\\s+", " ")).contains("A ready source (" + sources + "),");
    }

    @Test
    void offersNoDispositionThatNoRunTakes() throws IOException {
        String sentence = "Invalid setting '%s': 'skip' (append, replace, merge; from %s)\n";
        refuses(
                sentence.formatted("--write-disposition", "the command line"),
                "run",
                "filesystem",
                "--write-disposition",
                "skip");
        write(".dlt/config.toml", "[pipelines.shop]\nsource = 'filesystem'\nwrite_disposition = 'skip'\n");
        refuses(sentence.formatted("pipelines.shop.write_disposition", ".dlt/config.toml"), "run", "shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--initial-value", "--end-value"})
    void refusesARangeOfWhatIsNotIncremental(String option) throws IOException {
        write("in/orders.jsonl", "{}");
        refuses(
                "Cannot take " + option + ": none of the resources is incremental (orders)\n",
                "run",
                "filesystem",
                option,
                "2024-01-01",
                "--set",
                "sources.filesystem.table=orders",
                "--set",
                "sources.filesystem.bucket_url=" + folder.resolve("in"));
    }

    @Test
    void wantsToKnowWhatToDoWithRejects() {
        refuses("""
                Missing command (available: show, replay, drop)
                  'pipeline rejects --help' says what there is.
                """, "rejects");
    }

    @Test
    void refusesALimitThatIsNeitherACountNorATime() throws IOException {
        write("in/a.jsonl", "{}");
        refuses(
                "Invalid --limit: 'few' (a number of records, or a duration such as 30s, 5m or 1h)\n",
                "run",
                "filesystem",
                "--limit",
                "few",
                "--set",
                "sources.filesystem.bucket_url=" + folder.resolve("in"));
    }

    @Test
    void suggestsTheResourceThatWasMeant() throws IOException {
        write("in/orders.jsonl", "{}");
        refuses(
                "Unknown resource 'order' of source 'filesystem' (available: orders; did you mean 'orders'?)\n",
                "run",
                "filesystem",
                "--resource",
                "order",
                "--set",
                "sources.filesystem.table=orders",
                "--set",
                "sources.filesystem.bucket_url=" + folder.resolve("in"));
    }

    @Test
    void wantsASource() {
        refuses("""
                Missing required parameter: '<source>'
                  'pipeline run --help' says what there is.
                """, "run");
    }

    @Test
    void suggestsTheSourceThatWasMeant() throws IOException {
        write(".dlt/config.toml", "[pipelines.eth]\nsource = 'filesystem'\n");
        refuses(
                "Unknown source 'filesytem' (available: eth, filesystem, sql_database, trace; did you mean 'filesystem'?; or"
                        + " give a .java file, or a class and --classpath)\n",
                "run",
                "filesytem");
    }

    @Test
    void refusesAPipelineNameThatIsNoFolderName() {
        refuses(
                "Invalid pipeline name: 'a/b' (letters, digits, _ and -, at most 100)\n",
                "run",
                "filesystem",
                "--pipeline",
                "a/b");
    }

    @Test
    void refusesAWordThatIsNoFormat() {
        refuses(
                "Invalid setting '--table-format': 'delta' (hive, iceberg; from the command line)\n",
                "run",
                "filesystem",
                "--table-format",
                "delta");
    }

    @Test
    void refusesAWordThatIsNoContract() throws IOException {
        write("a.jsonl", "{}");
        refuses(
                "Invalid setting 'schema.contract': 'frozen' (evolve, freeze, discard_row, discard_value, or some of"
                        + " tables, columns and data_type as in columns=freeze,data_type=discard_row; from"
                        + " --schema-contract)\n",
                "run",
                "filesystem",
                "--schema-contract",
                "frozen",
                "--set",
                "sources.filesystem.bucket_url=" + folder);
    }

    @Test
    void refusesATimeThatIsNone() {
        refuses("Invalid --wait: 'soon' (a duration such as 30s, 5m or 1h)\n", "run", "filesystem", "--wait=soon");
    }

    @Test
    void refusesANumberThatIsNone() throws IOException {
        write("a.jsonl", "{}");
        refuses(
                "Invalid setting 'normalize.workers': 'many' (a whole number; from --workers)\n",
                "run",
                "filesystem",
                "--workers",
                "many",
                "--set",
                "sources.filesystem.bucket_url=" + folder);
    }

    @Test
    void wantsTheSettingsOfASource() {
        refuses(
                "Missing setting 'sources.filesystem.bucket_url' (looked in: environment"
                        + " ETH__SOURCES__FILESYSTEM__BUCKET_URL, ETH__SOURCES__BUCKET_URL, ETH__BUCKET_URL,"
                        + " SOURCES__FILESYSTEM__BUCKET_URL, SOURCES__BUCKET_URL, .dlt/secrets.toml,"
                        + " .dlt/config.toml)\n",
                "run",
                "filesystem",
                "--pipeline",
                "eth");
    }

    @Test
    void saysWhatDoesNotCompile() throws IOException {
        write("Broken.java", "class Broken {\n    int x = y;\n    Strin z;\n}\n");
        refuses("""
                Cannot compile 'Broken.java': 2 mistakes
                  line 3, column 5: cannot find symbol
                      symbol:   class Strin
                      location: class Broken
                  line 2, column 13: cannot find symbol
                      symbol:   variable y
                      location: class Broken
                """, "run", "Broken.java");
    }

    @Test
    void wantsASourceInTheFile() throws IOException {
        write("Plain.java", "class Plain {}");
        refuses("Cannot read source 'Plain.java': no class in it has @Source\n", "run", "Plain.java");
    }

    @Test
    void wantsAFileThatExists() {
        refuses("Cannot read source 'No.java': there is no such file\n", "run", "No.java");
    }

    @Test
    void wantsAClassThatIsOnTheClassPath() throws IOException {
        Files.createDirectory(folder.resolve("lib"));
        refuses("Cannot find class 'a.B' (give --classpath)\n", "run", "a.B");
        refuses("Cannot find class 'a.B' (--classpath is lib)\n", "run", "a.B", "--classpath", "lib");
    }

    @ParameterizedTest
    @ValueSource(strings = {"filesystem", "Source.java", "a.B"})
    void wantsAClassPathThatIsThere(String source) throws IOException {
        write("notes.txt", "no jar");
        Files.createDirectory(folder.resolve("lib"));
        String sentence = "Invalid %s: '%s' (folders and jars that are there, with '%s' between them)\n";

        refuses(
                sentence.formatted("--classpath", "no.jar', 'notes.txt', 'lib/*", File.pathSeparator),
                "run",
                source,
                "--classpath",
                String.join(File.pathSeparator, "lib", "no.jar", "notes.txt", "lib/*"));
        write(".dlt/config.toml", "[pipelines.shop]\nsource = '" + source + "'\nclasspath = 'no.jar'\n");
        refuses(sentence.formatted("pipelines.shop.classpath", "no.jar", File.pathSeparator), "run", "shop");
    }

    @Test
    void wantsAPipelineWhereNoneHasRun() {
        refuses("Missing pipeline: none has run in this folder (name one, or give --dataset)\n", "tables");
    }

    @Test
    void writesTheSettingsFilesOnce() throws IOException {
        write(".gitignore", "build/");
        assertThat(console.run("init", "--json")).isZero();
        assertThat(console.out())
                .isEqualTo("{\"written\":[\".dlt/config.toml\",\".dlt/secrets.toml\",\".gitignore\"]}\n");
        assertThat(folder.resolve(".gitignore"))
                .hasContent("build/\n.dlt/secrets.toml\n.dlt/pipelines/\n.dlt/logs/\n.dlt/classes/\n.lake/\n");
        refuses("Cannot write '.dlt/config.toml': it exists already (edit it, or move it away)\n", "init");
    }

    @Test
    void acceptsEveryKeyOfTheSampleOnceUncommented() throws IOException {
        console.run("init");
        Path config = folder.resolve(".dlt/config.toml");
        String uncommented = Files.readString(config).replaceAll("(?m)^# (?=\\[|\"?[a-z_.-]+\"? = )", "");
        Files.writeString(config, uncommented);
        assertThat(console.run("info")).as(console.err()).isZero();
    }

    @Test
    void showsNothingWhereNothingRan() {
        assertThat(console.run("info")).isZero();
        assertThat(console.out()).isEqualTo("""
                        lake  embedded, in .lake, bucket s3://lake
                        log   .dlt/logs/pipeline.log
                        No pipeline has run here.
                        """);
    }

    private void refuses(String message, String... args) {
        int code = console.run(args);
        assertThat(console.err()).isEqualTo(message);
        assertThat(console.out()).isEmpty();
        assertThat(code).isEqualTo(2);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
