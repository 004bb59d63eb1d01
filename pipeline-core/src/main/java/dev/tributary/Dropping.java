package dev.tributary;

import dev.tributary.destination.DestinationSession;
import dev.tributary.drop.Drop;
import dev.tributary.drop.DropReport;
import dev.tributary.drop.Reset;
import dev.tributary.error.ConfigException;
import dev.tributary.load.Load;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.Schema;
import dev.tributary.schema.stored.SchemaVersion;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Takes tables and states away in a load of its own. */
record Dropping(Workplace place, RunOptions options) {
    DropReport run(Drop drop, Predicate<DropReport> agreed) {
        place.folder().create();
        try (DestinationSession session = place.open()) {
            session.acquire(options.waitForLease());
            Settled settled = Settled.of(session, place.folder().packages(), options.progress());
            if (settled.newest().isEmpty()) {
                throw nothingLoaded();
            }
            WorkingFolder.Known known = place.known(session, settled.newest(), drop.schema());
            List<String> states = Reset.resourceStates(drop, known.state());
            List<String> paths = Reset.statePaths(drop, known.state());
            Reset reset = Reset.drop(drop, known.schema(), known.state(), states, paths);
            DropReport report = new DropReport(
                    place.name(),
                    place.dataset(),
                    reset.removal().dropped(),
                    states,
                    paths,
                    Reset.unknown(drop, known.schema(), known.state()));
            if (!report.isEmpty() && agreed.test(report)) {
                load(settled.load(), known, reset);
            }
            return report;
        }
    }

    private void load(Load load, WorkingFolder.Known known, Reset reset) {
        NewPackage fresh = NewPackage.after(known, place);
        Schema schema = SchemaVersion.after(known.schema(), reset.schema());
        try {
            LoadPackage loadPackage = fresh.complete(schema, reset.state(), List.of(), 0, reset.removal());
            load.run(loadPackage);
            place.folder().write(new WorkingFolder.Known(fresh.loadId(), place.dataset(), loadPackage.state(), schema));
        } catch (IOException e) {
            fresh.discard();
            throw fresh.unwritable(e);
        }
    }

    private ConfigException nothingLoaded() {
        return new ConfigException(
                "Cannot find pipeline '%s' in dataset '%s': it has loaded nothing there (name another pipeline or dataset)"
                        .formatted(place.name(), place.dataset()));
    }
}
