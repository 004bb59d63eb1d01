package dev.tributary.cli.run;

import dev.tributary.cli.terminal.Columns;
import dev.tributary.cli.terminal.Counted;
import dev.tributary.cli.terminal.Durations;
import dev.tributary.config.ByteSize;
import dev.tributary.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run has done so far, as lines. Thread-safe. */
public final class RunProgress implements Progress {
    /** Tables that are shown; those with the most rows. */
    private static final int SHOWN_TABLES = 5;

    private static final String SEPARATOR = " | ";

    private final Map<String, Long> records = new LinkedHashMap<>();
    private final Map<String, Event.Written> tables = new LinkedHashMap<>();
    private String step = "starting";
    private String uploads = "";
    private long rejects;
    private boolean stops;
    private boolean loads;

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.Step s) {
            step = s.text();
            loads |= step.startsWith("loading");
            uploads = "";
        } else if (event instanceof Event.Extracted e) {
            records.put(e.resource(), e.records());
        } else if (event instanceof Event.Written w) {
            tables.put(w.table(), w);
        } else if (event instanceof Event.Rejected r) {
            rejects = r.rejects();
        } else if (event instanceof Event.Uploaded u) {
            uploads = "%d of %d files, %s".formatted(u.files(), u.of(), new ByteSize(u.bytes()));
        }
    }

    /** Takes note that the run is to stop. */
    public synchronized void stop() {
        stops = true;
    }

    /** What there is to say of a run that was stopped. */
    public synchronized String stopped() {
        return loads
                ? "Stopped while loading: nothing is half loaded; run it again to finish."
                : "Stopped: nothing of this run is loaded; run it again to load it.";
    }

    /** The step that the run is at. */
    synchronized String step() {
        return step;
    }

    /** One line about the run, of at most so many columns, after that time and with that much of the heap in use. */
    synchronized String line(Duration elapsed, long usedBytes, int width) {
        long count = records.values().stream().mapToLong(Long::longValue).sum();
        List<String> parts = new ArrayList<>(List.of(stops ? "stopping" : step));
        if (!uploads.isEmpty()) {
            parts.add(uploads);
        } else if (count > 0) {
            parts.add(Counted.of(count, "record"));
            parts.add(Counted.of(count * 1000 / Math.max(1, elapsed.toMillis())) + "/s");
        }
        if (rejects > 0) {
            parts.add(Counted.of(rejects, "reject"));
        }
        parts.add(Durations.text(elapsed));
        String heap = "heap %d MiB".formatted(usedBytes >> 20);
        String without = String.join(SEPARATOR, parts);
        parts.add(parts.size() - 1, heap);
        String line = String.join(SEPARATOR, parts);
        return line.length() <= width ? line : Columns.cut(without, width);
    }

    /** One line for each of the largest tables, of at most 80 columns. */
    synchronized List<String> tableLines() {
        return tables.values().stream()
                .sorted(Comparator.comparingLong(Event.Written::rows).reversed())
                .limit(SHOWN_TABLES)
                .map(t -> String.format(
                        Locale.ROOT,
                        "  %-40s %,15d rows %12s",
                        Columns.cut(t.table(), 40),
                        t.rows(),
                        new ByteSize(t.bytes())))
                .toList();
    }
}
