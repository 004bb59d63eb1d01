package dev.tributary.cli.run;

import dev.tributary.cli.terminal.Columns;
import dev.tributary.cli.terminal.Shell;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows a run's progress while it is open: redrawn lines on a terminal, a line now and then elsewhere. */
public final class ProgressDisplay implements AutoCloseable {
    private static final int REDRAW_MILLIS = 200;
    private static final int PLAIN_MILLIS = 5_000;

    private final RunProgress progress;
    private final PrintStream err;
    private final boolean terminal;
    private final Instant began = Instant.now();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private int drawn;
    private boolean closed;

    public ProgressDisplay(RunProgress progress, Shell shell) {
        this.progress = progress;
        this.err = shell.err();
        this.terminal = shell.terminal();
        int millis = terminal ? REDRAW_MILLIS : PLAIN_MILLIS;
        timer.scheduleAtFixedRate(terminal ? this::redraw : this::print, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** A redraw that has begun when this is closed comes too late. */
    private synchronized void redraw() {
        if (closed) {
            return;
        }
        List<String> lines = new ArrayList<>(List.of(line(Columns.WIDTH)));
        lines.addAll(progress.tableLines());
        err.print(erased() + String.join("\n", lines) + "\n");
        err.flush();
        drawn = lines.size();
    }

    private void print() {
        err.println(line(Integer.MAX_VALUE));
    }

    private String line(int width) {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return progress.line(Duration.between(began, Instant.now()), used, width);
    }

    /** The control sequence that goes up to the first drawn line and clears all below. */
    private String erased() {
        return drawn == 0 ? "" : "\u001b[" + drawn + "A\r\u001b[J";
    }

    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            err.print(erased());
            err.flush();
            drawn = 0;
            closed = true;
        }
    }
}
