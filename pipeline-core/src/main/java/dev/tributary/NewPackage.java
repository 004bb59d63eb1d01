package dev.tributary;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.error.LoadException;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.loadpackage.Removal;
import dev.tributary.schema.Schema;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A package that is being written, for the load that comes after the newest.
 *
 * @param known what the newest load left
 * @param folder the package's folder
 */
record NewPackage(Workplace place, WorkingFolder.Known known, LoadId loadId, Instant createdAt, Path folder) {
    static NewPackage after(WorkingFolder.Known known, Workplace place) {
        Instant now = place.clock().instant();
        LoadId loadId = LoadId.next(now, known.loadId());
        return new NewPackage(place, known, loadId, now, place.folder().packageFolder(loadId));
    }

    /** What is known before there are tables. */
    PackageContents contents(String schema, Removal removal) {
        return new PackageContents(loadId, place.name(), place.dataset(), schema, createdAt, List.of(), 0, removal);
    }

    /** Where the tables' files belong. */
    Path files() throws IOException {
        return LoadPackage.filesFolder(folder);
    }

    /** Makes the package whole: from now on it will be loaded. */
    LoadPackage complete(Schema schema, PipelineState state, List<PackagedTable> tables, long rejects, Removal removal)
            throws IOException {
        PackageContents contents = contents(schema.name(), removal).with(tables, rejects);
        return LoadPackage.complete(folder, contents, schema, after(state, schema));
    }

    /** The state after this load: it knows the schema, and its version rises when it changed. */
    private PipelineState after(PipelineState state, Schema schema) {
        ObjectNode json = state.json();
        json.put("pipeline_name", place.name());
        json.put("dataset_name", place.dataset());
        ArrayNode schemas = json.withArray("schema_names");
        boolean listed = StreamSupport.stream(schemas.spliterator(), false)
                .anyMatch(n -> n.asText().equals(schema.name()));
        if (!listed) {
            schemas.add(schema.name());
        }
        return PipelineState.of(json).after(known.state());
    }

    /** Deletes what was written, which is loaded never. */
    void discard() {
        try {
            LoadPackage.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoadException unwritable(IOException failure) {
        Path packages = place.folder().packages();
        return LoadException.permanent(
                "Cannot write package %s: %s (nothing is loaded; make %s and run again)"
                        .formatted(
                                loadId,
                                failure.getMessage(),
                                Files.isWritable(packages)
                                        ? "room in '" + packages + "'"
                                        : "'" + packages + "' writable"),
                failure);
    }
}
