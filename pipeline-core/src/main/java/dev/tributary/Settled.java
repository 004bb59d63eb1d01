package dev.tributary;

import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.RecoveredLoad;
import dev.tributary.load.Load;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What earlier runs left, brought to its end, so that no row is lost or there twice.
 *
 * @param load loads the next package
 * @param recovered loads that the lake had begun
 * @param finished packages of the working folder that were loaded now
 * @param newest the newest load that the lake has then
 */
record Settled(Load load, List<RecoveredLoad> recovered, List<LoadId> finished, Optional<LoadId> newest) {
    static Settled of(DestinationSession session, Path packages, Progress progress) {
        List<RecoveredLoad> recovered = session.recover();
        Load load = new Load(session, progress);
        Optional<LoadId> newest = session.newestLoad();
        List<LoadId> finished = load.settle(packages, newest);
        return new Settled(
                load,
                recovered,
                finished,
                finished.isEmpty() ? newest : Optional.of(finished.get(finished.size() - 1)));
    }
}
