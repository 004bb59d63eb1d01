package dev.tributary;

import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.LakeTable;
import dev.tributary.drop.Reset;
import dev.tributary.extract.Extract;
import dev.tributary.extract.ExtractSettings;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.normalize.Normalize;
import dev.tributary.normalize.NormalizeResult;
import dev.tributary.progress.Progress;
import dev.tributary.rejects.RejectsChange;
import dev.tributary.report.RunTrace;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.schema.stored.SchemaVersion;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Extracts and normalizes what a run is to load, into a package of the working folder. */
record Preparation(Workplace place, DestinationSession session, RunTrace trace) {
    /** A complete package and what became of the records. */
    record Prepared(LoadPackage loadPackage, NormalizeResult result) {}

    /** What became of the records, and the state that their source left. */
    private record Normalized(NormalizeResult result, PipelineState state) {}

    /** The package; nothing where there is nothing to load. Where it fails, nothing is left of it. */
    Optional<Prepared> of(Run.Work work) {
        NewPackage fresh = NewPackage.after(work.known(), place);
        try {
            Normalized normalized = normalize(work, fresh);
            if (!hasWork(work, normalized)) {
                fresh.discard();
                return Optional.empty();
            }
            return Optional.of(new Prepared(complete(work, normalized, fresh), normalized.result()));
        } catch (IOException e) {
            fresh.discard();
            throw fresh.unwritable(e);
        } catch (UncheckedIOException e) {
            fresh.discard();
            throw fresh.unwritable(e.getCause());
        } catch (RuntimeException | Error e) {
            fresh.discard();
            throw e;
        }
    }

    private Normalized normalize(Run.Work work, NewPackage fresh) throws IOException {
        Reset reset = work.reset();
        PackageContents begun = fresh.contents(work.source().name(), reset.removal());
        try (Normalize normalize = new Normalize(
                place.name(),
                fresh.loadId(),
                work.source(),
                place.files().imported(reset.schema(), session.defaultFormat()),
                session.defaultFormat(),
                fresh.files(),
                session.stream(begun).orElse(null),
                place.settings().normalize(),
                trace)) {
            trace.on(new Progress.Event.Step("extracting and normalizing"));
            ExtractSettings how = ExtractSettings.workers(place.settings().extractWorkers());
            PipelineState state = new Extract(how, batch -> {
                        trace.enter("normalize");
                        normalize.accept(batch);
                        trace.enter("extract");
                    })
                    .run(work.source(), reset.state());
            trace.enter("normalize");
            return new Normalized(normalize.finish(), state);
        }
    }

    private static boolean hasWork(Run.Work work, Normalized normalized) {
        NormalizeResult result = normalized.result();
        boolean hasRows = !work.rejects().isEmpty() || result.tables().stream().anyMatch(t -> t.rows() > 0);
        boolean replaces = result.tables().stream()
                .anyMatch(t -> result.schema().tables().get(t.name()).disposition() == WriteDisposition.REPLACE);
        boolean keepsMore =
                !normalized.state().versionHash().equals(work.known().state().versionHash());
        return hasRows || replaces || keepsMore || !work.reset().removal().isEmpty();
    }

    private LoadPackage complete(Run.Work work, Normalized normalized, NewPackage fresh) throws IOException {
        NormalizeResult result = normalized.result();
        RejectsChange change = work.rejects();
        Schema schema = SchemaVersion.after(work.known().schema(), withRejects(result.schema(), change));
        List<PackagedTable> tables = result.tables();
        if (!change.isEmpty()) {
            Table rejects = schema.find(RejectsChange.table()).orElseThrow();
            tables = change.in(tables, fresh.loadId(), rejects, fresh.files());
        }
        return fresh.complete(
                schema,
                normalized.state(),
                tables,
                result.rejects(),
                work.reset().removal());
    }

    /** A pipeline with several sources has the table of the rejects in the schema of only some. */
    private Schema withRejects(Schema schema, RejectsChange change) {
        if (change.isEmpty() || schema.find(RejectsChange.table()).isPresent()) {
            return schema;
        }
        LakeTable there = session.tables().stream()
                .filter(t -> t.name().equals(RejectsChange.table()))
                .findFirst()
                .orElseThrow();
        List<Column> columns = there.columns().stream()
                .map(c -> Column.of(c.name(), DataType.TEXT))
                .toList();
        List<Table> tables = new ArrayList<>(schema.tables().values());
        tables.add(new Table(
                there.name(), null, there.name(), columns, WriteDisposition.APPEND, there.format(), List.of(), null));
        return schema.with(tables);
    }
}
