package dev.tributary.sources.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ConfigException;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.RawJson;
import dev.tributary.source.ResourceState;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.reflect.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemTest {
    /** The text 4 in one frame. */
    private static final byte[] ZSTD_OF_4 = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x20, 1, 9, 0, 0, '4'};

    @TempDir
    Path folder;

    @Test
    void namesTheTableAfterTheOneFile() throws Exception {
        write("ethereum-blocks.json", "[{\"a\": 1}]");
        write("other.json", "[]");

        ResourceDefinition resource = read("file_glob", "ethereum-blocks.json");

        assertThat(resource).isEqualTo(ResourceDefinition.of("ethereum-blocks", resource.records()));
        assertThat(texts(resource)).containsExactly("[{\"a\": 1}]");
    }

    @Test
    void readsTheFileThatTheUrlNames() throws Exception {
        Path file = write("my games.jsonl.gz", "{}");

        ResourceDefinition resource = read("bucket_url", file.toUri().toString());

        assertThat(resource.hints().table()).isEqualTo("my games");
        assertThat(texts(resource)).containsExactly("{}");
    }

    @Test
    void readsManyFilesInOrderIntoOneTable() throws Exception {
        write("b.ndjson", "2");
        write("a.JSON", "1");
        write("c.jsonl.gz", "3");
        Files.write(folder.resolve("d.jsonl.ZST"), ZSTD_OF_4);
        write(".hidden", "0");
        write("below/d.json", "5");

        ResourceDefinition resource = read();

        assertThat(resource.name()).isEqualTo("files");
        assertThat(texts(resource)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void reachesIntoFolders() throws Exception {
        write("d.json", "1");
        write("x/d.json", "2");
        write("x/y/d.json", "3");
        write("x/y/e.txt", "4");
        write("x/.git/f.json", "5");

        assertThat(texts(read("file_glob", "**/*.json"))).containsExactly("1", "2", "3");
        assertThat(texts(read("file_glob", "x/*.json"))).containsExactly("2");
    }

    @Test
    void takesTheHintsOfItsSettings() throws IOException {
        write("a.log", "{}");

        ResourceDefinition resource = read(
                "table", "events",
                "write_disposition", "merge",
                "primary_key", "id, day",
                "table_format", "iceberg",
                "format", "json");

        assertThat(resource.hints().table()).isEqualTo("events");
        assertThat(resource.hints().disposition()).isEqualTo(WriteDisposition.MERGE);
        assertThat(resource.hints().primaryKey()).containsExactly("id", "day");
        assertThat(resource.hints().format()).isEqualTo(TableFormat.ICEBERG);
    }

    @Test
    void refusesAFolderThatDoesNotExist() {
        refuses(
                "Cannot read folder '" + folder.resolve("none") + "': it does not exist"
                        + " (set sources.filesystem.bucket_url)",
                "bucket_url",
                folder.resolve("none").toString());
    }

    @Test
    void refusesAPatternThatMatchesNothing() {
        refuses(
                "Cannot find files in folder '" + folder + "': none matches '*.json'"
                        + " (set sources.filesystem.file_glob; ** reaches into folders)",
                "file_glob",
                "*.json");
    }

    @Test
    void refusesABrokenPattern() {
        refuses(
                "Invalid sources.filesystem.file_glob: '{a' (a pattern such as *.json or **/*.jsonl)",
                "file_glob",
                "{a");
    }

    @Test
    void refusesABucket() {
        refuses(
                "Invalid sources.filesystem.bucket_url: 's3://b/x'"
                        + " (a local path or a file: URL; buckets are not read)",
                "bucket_url",
                "s3://b/x");
        refuses(
                "Invalid sources.filesystem.bucket_url: 'file://host/x'"
                        + " (a local path or a file: URL; buckets are not read)",
                "bucket_url",
                "file://host/x");
    }

    @Test
    void refusesFilesOfOtherKinds() throws IOException {
        Path first = write("a.csv", "");
        write("b.txt", "");
        refuses("Cannot read file '" + first + "' and 1 more: the ending is none of .json, .jsonl, .ndjson, each also"
                + " with .gz or .zst (narrow sources.filesystem.file_glob, or set sources.filesystem.format to json)");
    }

    @Test
    void refusesAMergeWithoutKey() {
        refuses(
                "Invalid sources.filesystem.write_disposition: 'merge'"
                        + " (needs sources.filesystem.primary_key, the columns that tell rows apart)",
                "write_disposition",
                "merge");
        refuses(
                "Invalid sources.filesystem.write_disposition: 'skip' (append, replace or merge)",
                "write_disposition",
                "skip");
    }

    private void refuses(String message, String... settings) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream packed = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private ResourceDefinition read(String... settings) {
        Map<String, String> all = new TreeMap<>(Map.of("bucket_url", folder.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return SourceReader.read(
                        Filesystem.class,
                        (key, type) -> Optional.ofNullable(all.get(key.replace("sources.filesystem.", ""))))
                .resources()
                .get(0);
    }

    private static List<String> texts(ResourceDefinition resource) throws Exception {
        List<String> texts = new ArrayList<>();
        try (Stream<?> records = resource.records().open(ResourceState.empty())) {
            for (Object json : records.toList()) {
                try (InputStream in = ((RawJson) json).bytes().open()) {
                    texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }
}
