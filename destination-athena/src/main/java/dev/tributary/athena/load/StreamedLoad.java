package dev.tributary.athena.load;

import dev.tributary.athena.bucket.PartedUpload;
import dev.tributary.athena.bucket.Uploader;
import dev.tributary.athena.intent.Intent;
import dev.tributary.athena.intent.IntentFile;
import dev.tributary.athena.intent.IntentStore;
import dev.tributary.athena.intent.IntentTable;
import dev.tributary.athena.intent.TablePlace;
import dev.tributary.athena.intent.TableWriter;
import dev.tributary.destination.FileStream;
import dev.tributary.destination.FileStreams;
import dev.tributary.error.LoadException;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.state.PipelineState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A load whose data files are uploaded while they are written. The intent names a file's key before the upload begins, by a
 * conditional write; so whoever takes the load back finds all of it, and this run can't go on after that.
 */
final class StreamedLoad implements FileStreams {
    private final PackageContents begun;
    private final IntentStore intents;
    private final Uploader uploader;
    private final Map<TableFormat, TableWriter> writers;
    private final Takeback takeback;
    private final StreamEffects effects;
    private final PartSending sending;
    private final Map<String, Share> shares = new LinkedHashMap<>();
    private final List<PartedUpload> uploads = new ArrayList<>();
    private final String attempt = UUID.randomUUID().toString();
    private IntentStore.@Nullable Stored stored;
    private boolean ended;

    StreamedLoad(
            PackageContents begun,
            IntentStore intents,
            Uploader uploader,
            Map<TableFormat, TableWriter> writers,
            Takeback takeback,
            StreamEffects effects) {
        this.begun = begun;
        this.intents = intents;
        this.uploader = uploader;
        this.writers = writers;
        this.takeback = takeback;
        this.effects = effects;
        this.sending = new PartSending(uploader, effects);
    }

    /** The files of one table, and where they go. */
    private record Share(IntentTable table, TablePlace place) {
        Share with(String key, PackagedFile file) {
            return new Share(table.with(IntentFile.streaming(key, file.partition())), place);
        }
    }

    @Override
    public long partBytes() {
        return uploader.partBytes();
    }

    @Override
    public long leastBytes() {
        return Uploader.LEAST_PART;
    }

    @Override
    public Optional<FileStream> begin(Schema schema, PackagedFile file) {
        Table table = schema.find(file.table()).orElseThrow();
        Optional<WriteDisposition> disposition = Dispositions.of(schema, table, begun.removal());
        if (disposition.isEmpty() || lacksPartitionColumn(table)) {
            return Optional.empty();
        }
        TableFormat format = schema.root(table).format();
        Share share = shares.computeIfAbsent(table.name(), name -> share(table, format, disposition.get()));
        String key = share.place().key(file);
        shares.put(table.name(), share.with(key, file));
        effects.guarded(this::note);
        PartedUpload upload = effects.guarded(() -> uploader.begin(key));
        uploads.add(upload);
        return Optional.of(sending.stream(upload));
    }

    private Share share(Table table, TableFormat format, WriteDisposition disposition) {
        TablePlace place = writers.get(format).place(begun, table, disposition);
        return new Share(
                new IntentTable(table.name(), format, disposition, place.location(), null, List.of(), false), place);
    }

    /** A table that has not seen a value of a column yet can't tell the folders of its partitions. */
    private static boolean lacksPartitionColumn(Table table) {
        var columns = table.typedColumns().stream().map(c -> c.name()).collect(Collectors.toSet());
        return table.partition().stream().anyMatch(p -> !columns.contains(p.column()));
    }

    /** Writes the intent with all keys so far. */
    private IntentStore.Stored note() {
        Intent intent = new Intent(
                Intent.Status.STREAMING,
                attempt,
                begun.loadId(),
                begun.pipeline(),
                begun.dataset(),
                begun.createdAt(),
                shares.values().stream().map(Share::table).toList(),
                Schema.empty(begun.schemaName()),
                PipelineState.initial(begun.pipeline(), begun.dataset(), begun.schemaName()),
                List.of());
        stored = (stored == null ? intents.create(intent) : intents.exchange(stored, intent))
                .orElseThrow(this::takenBack);
        return stored;
    }

    /** Whether the intent of a load is this one's. */
    boolean hasIntentOf(PackageContents contents) {
        return stored != null && contents.loadId().equals(begun.loadId());
    }

    /** Writes the load's full intent in place of the one with the keys. */
    IntentStore.Stored exchange(Intent full) {
        stored = intents.exchange(Objects.requireNonNull(stored), full.tried(attempt))
                .orElseThrow(this::takenBack);
        return stored;
    }

    /** The load is prepared, and can't be taken back any more. */
    void end() {
        ended = true;
    }

    @Override
    public void abandon() {
        if (ended) {
            return;
        }
        ended = true;
        boolean interrupted = Thread.interrupted();
        try {
            sending.stop();
            if (stored != null) {
                takeBack();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The uploads are this run's own, whoever has the load by now; unless it is prepared, when they are no more. */
    private void takeBack() {
        Optional<IntentStore.Stored> found = effects.unguarded(() -> intents.find(begun.loadId()));
        boolean isMine = found.filter(f -> f.intent().attempt().equals(attempt)).isPresent();
        if (isMine && found.get().intent().status() == Intent.Status.PREPARED) {
            return;
        }
        for (PartedUpload upload : uploads) {
            effects.unguarded(upload::abort);
        }
        if (isMine) {
            effects.unguarded(() -> takeback.run(found.get()));
        }
    }

    private LoadException takenBack() {
        return LoadProtocol.takenBack(begun);
    }
}
