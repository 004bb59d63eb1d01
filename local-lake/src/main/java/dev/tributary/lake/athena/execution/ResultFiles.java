package dev.tributary.lake.athena.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.result.MetadataFile;
import dev.tributary.lake.athena.result.ResultForm;
import dev.tributary.lake.athena.result.S3Location;
import dev.tributary.lake.athena.store.QueryDocument;
import dev.tributary.lake.s3.S3Objects;
import dev.tributary.lake.sql.StatementKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts results where the client wants them. Where the bucket is not there, nothing is written and nothing said, as the
 * service does: the statement has run, its result cannot be read.
 */
final class ResultFiles {

    private static final String APPLICATION = "application/octet-stream";
    private static final String BINARY = "binary/octet-stream";

    /** What these statements do, in the engine's words. */
    private static final Map<String, String> UPDATE_TYPES = Map.of(
            "INSERT", "INSERT",
            "UPDATE", "UPDATE",
            "DELETE", "DELETE",
            "MERGE", "MERGE",
            "CREATE_TABLE_AS_SELECT", "CREATE TABLE",
            "DROP_TABLE", "DROP TABLE");

    /** Statements of whose results Athena keeps no count unless the runner gives one. */
    private static final Set<String> UNCOUNTED = Set.of("DESCRIBE_TABLE", "SHOW_CREATE_TABLE");

    private final S3Objects objects;

    ResultFiles(S3Objects objects) {
        this.objects = objects;
    }

    /** Writes the files of a statement that went well, and notes what is needed to read them. */
    void write(Execution execution, SpooledOutput output, Path spool) throws IOException {
        QueryDocument document = execution.now();
        StatementKind kind = execution.submission().kind();
        ResultForm form = ResultForm.of(kind);
        String contentType = contentType(kind, form);
        S3Location file = location(document);
        @Nullable List<ObjectNode> columns = output.columns();
        OptionalLong updateCount = updateCount(kind, form, output.updateCount());
        execution.note(kept -> kept.result(columns == null ? List.of() : columns, updateCount, output.rows()));
        if (form.hasRows() && objects.hasBucket(file.bucket())) {
            objects.put(file.bucket(), file.key(), contentType, spool);
        }
        if (columns != null) {
            byte[] metadata =
                    MetadataFile.content(document.id(), UPDATE_TYPES.get(kind.substatement()), updateCount, columns);
            putBytes(new S3Location(file.bucket(), file.key() + ".metadata"), contentType, spool, metadata);
        }
        if (!output.written().isEmpty()) {
            S3Location manifest = manifest(document);
            putText(manifest, APPLICATION, spool, String.join("\n", output.written()) + "\n");
            execution.note(kept -> kept.statistics().put("DataManifestLocation", manifest.toString()));
        }
    }

    /** Writes the reason of a DDL statement that failed in the Hive way. */
    void writeReason(QueryDocument document, String reason, Path spool) throws IOException {
        putText(location(document), APPLICATION, spool, reason);
    }

    private static OptionalLong updateCount(StatementKind kind, ResultForm form, OptionalLong given) {
        if (given.isPresent()) {
            return given;
        }
        boolean counted = !form.hasRows()
                || form == ResultForm.ROWS
                || kind.type().equals("UTILITY") && !UNCOUNTED.contains(kind.substatement());
        return counted ? OptionalLong.of(0) : OptionalLong.empty();
    }

    private static String contentType(StatementKind kind, ResultForm form) {
        return form == ResultForm.LINES && !UNCOUNTED.contains(kind.substatement()) ? BINARY : APPLICATION;
    }

    private static S3Location manifest(QueryDocument document) {
        S3Location file = location(document);
        String folder = file.key().substring(0, file.key().lastIndexOf('/') + 1);
        return new S3Location(file.bucket(), folder + document.id() + "-manifest.csv");
    }

    private static S3Location location(QueryDocument document) {
        return S3Location.of(document.outputLocation()).orElseThrow();
    }

    private void putText(S3Location location, String contentType, Path spool, String text) throws IOException {
        putBytes(location, contentType, spool, text.getBytes(StandardCharsets.UTF_8));
    }

    private void putBytes(S3Location location, String contentType, Path spool, byte[] bytes) throws IOException {
        if (!objects.hasBucket(location.bucket())) {
            return;
        }
        Path file = spool.resolveSibling(spool.getFileName() + ".part");
        try {
            Files.write(file, bytes);
            objects.put(location.bucket(), location.key(), contentType, file);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
