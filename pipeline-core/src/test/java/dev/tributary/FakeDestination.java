package dev.tributary;

import dev.tributary.destination.DatasetName;
import dev.tributary.destination.Destination;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.LakeTable;
import dev.tributary.destination.LoadReport;
import dev.tributary.destination.RecoveredLoad;
import dev.tributary.destination.RequestCounts;
import dev.tributary.destination.StoredRow;
import dev.tributary.destination.StoredState;
import dev.tributary.error.LoadException;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.schema.TableFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A destination that remembers the newest load, and fails with a message where one is set. */
final class FakeDestination implements Destination {
    @Nullable
    LoadPackage newest;

    @Nullable
    String failure;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public DestinationSession open(DatasetName dataset) {
        return new Session();
    }

    private final class Session implements DestinationSession {
        @Override
        public void acquire(Duration wait) {}

        @Override
        public List<RecoveredLoad> recover() {
            return List.of();
        }

        @Override
        public Optional<StoredState> restore(String schemaName) {
            return Optional.ofNullable(newest)
                    .map(p -> new StoredState(p.state(), p.loadId(), Optional.of(p.schema())));
        }

        @Override
        public TableFormat defaultFormat() {
            return TableFormat.HIVE;
        }

        @Override
        public List<LakeTable> tables() {
            return List.of();
        }

        @Override
        public Stream<StoredRow> rows(String table) {
            return Stream.empty();
        }

        @Override
        public LoadReport load(LoadPackage loadPackage) {
            if (failure != null) {
                throw LoadException.permanent(failure, null);
            }
            newest = loadPackage;
            return new LoadReport(loadPackage.contents().tables().stream()
                    .map(t -> new LoadReport.LoadedTable(
                            t.name(),
                            t.rows(),
                            t.files().size(),
                            t.bytes(),
                            TableFormat.HIVE,
                            loadPackage.schema().tables().get(t.name()).disposition()))
                    .toList());
        }

        @Override
        public RequestCounts requests() {
            return RequestCounts.NONE;
        }

        @Override
        public Optional<LoadId> newestLoad() {
            return Optional.ofNullable(newest).map(LoadPackage::loadId);
        }

        @Override
        public void close() {}
    }
}
