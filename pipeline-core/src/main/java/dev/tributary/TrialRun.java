package dev.tributary;

import dev.tributary.destination.DestinationSession;
import dev.tributary.drop.Reset;
import dev.tributary.error.SchemaException;
import dev.tributary.extract.Extract;
import dev.tributary.extract.ExtractSettings;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.normalize.Normalize;
import dev.tributary.normalize.NormalizeResult;
import dev.tributary.progress.Progress;
import dev.tributary.report.RunPlan;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.change.SchemaDiff;
import dev.tributary.source.definition.SourceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Extracts and normalizes into a folder that is deleted again, to tell what a run would do. */
record TrialRun(Workplace place, RunOptions options) {
    RunPlan of(SourceDefinition source) {
        Progress progress = options.progress();
        try (DestinationSession session = place.open();
                TemporaryFolder target = TemporaryFolder.create()) {
            WorkingFolder.Known known = place.known(session, session.newestLoad(), source.name());
            Reset reset = Reset.before(source, known.schema(), known.state(), options.refresh());
            TableFormat format = session.defaultFormat();
            try (Normalize normalize = new Normalize(
                    place.name(),
                    LoadId.next(place.clock().instant(), known.loadId()),
                    source,
                    place.files().imported(reset.schema(), format),
                    format,
                    target.path(),
                    place.settings().normalize(),
                    progress)) {
                progress.on(new Progress.Event.Step("extracting and normalizing"));
                ExtractSettings how = ExtractSettings.workers(place.settings().extractWorkers());
                new Extract(how, normalize::accept).run(source, reset.state());
                return plan(reset.schema(), normalize.finish());
            }
        } catch (SchemaException e) {
            String failure = String.valueOf(e.getMessage());
            return new RunPlan(
                    place.name(), place.dataset(), List.of(), List.of(), 0, 0, List.of(), Optional.of(failure));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunPlan plan(Schema before, NormalizeResult result) {
        Schema after = result.schema();
        List<RunPlan.PlannedTable> tables = result.tables().stream()
                .map(t -> {
                    Table table = after.tables().get(t.name());
                    return new RunPlan.PlannedTable(t.name(), t.rows(), table.format(), table.disposition());
                })
                .toList();
        return new RunPlan(
                place.name(),
                place.dataset(),
                tables,
                SchemaDiff.between(before, after),
                result.records(),
                result.rejects(),
                result.discarded(),
                Optional.empty());
    }
}
