package dev.tributary.sources.filesystem;

import dev.tributary.error.ConfigException;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.RawJson;
import dev.tributary.source.Setting;
import dev.tributary.source.Source;
import dev.tributary.source.archive.Archive;
import dev.tributary.source.definition.DynamicSource;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder that match a pattern, as one resource. Files hold JSON: lines, one array, or one value, also
 * packed with gzip or zstd. They are read in the order of their paths.
 *
 * <p>The resource, and with it the table, is named by {@code sources.filesystem.table}; without it, after the file where
 * the settings name one file, else {@code files}. So the name does not depend on how many files there are today.
 */
@Source
public final class Filesystem implements DynamicSource {
    private static final String SETTINGS = "sources.filesystem.";

    /** How the content of files is told. */
    public enum Format {
        /** By the ending of each file's name; other endings are refused. */
        AUTO,
        /** JSON, whatever the names are. */
        JSON,
        /** JSON Lines, whatever the names are. */
        JSONL
    }

    private final FileSearch search;
    private final Format format;
    private final @Nullable String table;
    private final WriteDisposition writeDisposition;
    private final List<String> primaryKey;
    private final @Nullable TableFormat tableFormat;

    /**
     * Takes the settings below {@code sources.filesystem}.
     *
     * @param bucketUrl a folder or a file: a path or a {@code file:} URL
     * @param fileGlob which files of the folder; {@code *} stays in a folder, {@code **} also reaches into those below
     */
    public Filesystem(
            String bucketUrl,
            @Setting(defaultValue = "*") String fileGlob,
            @Setting(defaultValue = "auto") Format format,
            @Nullable String table,
            @Setting(defaultValue = "append") WriteDisposition writeDisposition,
            @Setting(defaultValue = "") List<String> primaryKey,
            @Nullable TableFormat tableFormat) {
        this.search = FileSearch.of(bucketUrl, fileGlob);
        this.format = format;
        this.table = table;
        this.writeDisposition = writeDisposition;
        this.primaryKey = List.copyOf(primaryKey);
        this.tableFormat = tableFormat;
        checkDisposition();
    }

    private void checkDisposition() {
        if (writeDisposition == WriteDisposition.SKIP) {
            throw new ConfigException("Invalid " + SETTINGS + "write_disposition: 'skip' (append, replace or merge)");
        }
        if (writeDisposition == WriteDisposition.MERGE && primaryKey.isEmpty()) {
            throw new ConfigException("Invalid " + SETTINGS + "write_disposition: 'merge' (needs " + SETTINGS
                    + "primary_key, the columns that tell rows apart)");
        }
    }

    @Override
    public List<ResourceDefinition> resources() {
        List<Path> files = search.files();
        if (format == Format.AUTO) {
            refuseUnknownEndings(files);
        }
        String name = table != null ? table : search.single() ? JsonFileName.stem(files.get(0)) : "files";
        TableHints hints = TableHints.of(name)
                .disposition(writeDisposition)
                .primaryKey(primaryKey.toArray(String[]::new))
                .format(tableFormat);
        return List.of(ResourceDefinition.of(name, state -> files.stream().map(RawJson::file))
                .with(hints));
    }

    private static void refuseUnknownEndings(List<Path> files) {
        List<Path> unknown = files.stream().filter(f -> !JsonFileName.known(f)).toList();
        if (!unknown.isEmpty()) {
            String more = unknown.size() == 1 ? "" : " and " + (unknown.size() - 1) + " more";
            throw new ConfigException("Cannot read file '" + unknown.get(0) + "'" + more
                    + ": the ending is none of " + String.join(", ", JsonFileName.ENDINGS)
                    + ", each also with "
                    + String.join(" or ", Archive.endings()) + " (narrow " + SETTINGS + "file_glob, or set " + SETTINGS
                    + "format to json)");
        }
    }
}
