package dev.tributary.load;

import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.LoadReport;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads packages and deletes them once they count. */
public final class Load {
    private static final Logger LOG = LoggerFactory.getLogger(Load.class);

    private final DestinationSession session;
    private final Progress progress;

    public Load(DestinationSession session, Progress progress) {
        this.session = session;
        this.progress = progress;
    }

    /** Loads one package, then deletes it. */
    public LoadReport run(LoadPackage loadPackage) {
        progress.on(new Progress.Event.Step("loading package " + loadPackage.loadId()));
        LoadReport report = session.load(loadPackage);
        delete(loadPackage);
        return report;
    }

    /**
     * Settles the packages that earlier runs left in a folder: one that already counts, or that a newer load of the
     * pipeline has made stale, is deleted; so is one that was streamed, for what it sent went with its run. Any other is
     * loaded. Returns the ids of those loaded, oldest first.
     */
    public List<LoadId> settle(Path packages, Optional<LoadId> newest) {
        List<LoadId> loaded = new ArrayList<>();
        for (LoadPackage left : LoadPackage.complete(packages)) {
            if (newest.isPresent() && left.loadId().compareTo(newest.get()) <= 0) {
                delete(left);
            } else if (left.contents().isStreamed()) {
                LOG.warn(
                        "Package {} was streamed and its run ended before it was loaded: its records are extracted again",
                        left.loadId());
                delete(left);
            } else {
                run(left);
                loaded.add(left.loadId());
            }
        }
        return loaded;
    }

    private static void delete(LoadPackage loadPackage) {
        try {
            LoadPackage.delete(loadPackage.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
