package dev.tributary.cli.rejects;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.Pipeline;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.project.DatasetOptions;
import dev.tributary.cli.project.Pipelines;
import dev.tributary.cli.terminal.Columns;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Counted;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.cli.terminal.Wrapped;
import dev.tributary.config.Settings;
import dev.tributary.destination.DatasetName;
import dev.tributary.rejects.RejectFilter;
import dev.tributary.rejects.RejectedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a pipeline's rejects as the lake has them. */
@Command(name = "show", description = "Show the records that became no rows, and why.")
final class RejectsShowCommand implements Callable<Integer> {
    private static final int ENDS = 1000;
    private static final int PIECE = 1 << 16;

    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private DatasetOptions which = new DatasetOptions();

    @Mixin
    private RejectOptions rejects = new RejectOptions();

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "20",
            description = "Show at most so many; 20 unless given. The count is of all.")
    private String limit = "";

    private long most;

    RejectsShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings(shell);
        most = settings.with("--limit", limit, "the command line")
                .get("--limit")
                .asLong();
        DatasetName name = which.name(shell);
        try (Lake lake = Lake.open(settings.forPipeline(name.pipeline()), shell)) {
            Pipeline pipeline = Pipelines.of(shell, name, lake, settings);
            if (options.json()) {
                printJson(pipeline);
            } else if (shell.reader()) {
                printCut(pipeline, name);
            } else {
                printWhole(pipeline, name);
            }
        }
        return 0;
    }

    /** Calls the receiver with those that are to be shown, one after the other: none is held. Returns the count of all. */
    private long show(Pipeline pipeline, Consumer<RejectedRecord> receiver) {
        long[] count = new long[1];
        pipeline.showRejects(rejects.filter(), reject -> {
            if (count[0]++ < most) {
                receiver.accept(reject);
            }
        });
        return count[0];
    }

    private void printJson(Pipeline pipeline) throws IOException {
        try (JsonGenerator json = Json.generator(shell.out())) {
            json.writeStartObject();
            json.writeArrayFieldStart("rejects");
            long count = show(pipeline, reject -> print(json, reject));
            json.writeEndArray();
            json.writeNumberField("count", count);
            json.writeEndObject();
        }
        shell.out().println();
    }

    private static void print(JsonGenerator json, RejectedRecord reject) {
        try {
            json.writeStartObject();
            json.writeStringField("resource", reject.resource());
            json.writeStringField("path", reject.path());
            json.writeStringField("reason", reject.reason());
            json.writeStringField("record", reject.record());
            json.writeStringField("load_id", reject.loadId());
            json.writeStringField("id", reject.id());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints what fits a terminal. */
    private void printCut(Pipeline pipeline, DatasetName name) {
        List<String> lines = new ArrayList<>();
        long count = show(pipeline, reject -> {
            lines.add(Columns.cut(where(reject), Columns.WIDTH));
            lines.addAll(Wrapped.lines("    ", reject.reason()));
            lines.add("    " + Columns.cut(oneLine(ends(reject.record())), Columns.WIDTH - 4));
        });
        shell.out().println(head(name, count));
        lines.forEach(shell.out()::println);
        printRest(count);
    }

    /** Prints all of each reject, a line for a reason and a line for a record. */
    private void printWhole(Pipeline pipeline, DatasetName name) {
        long count = show(pipeline, reject -> {});
        shell.out().println(head(name, count));
        show(pipeline, reject -> {
            shell.out().println(where(reject));
            shell.out().println("    " + oneLine(reject.reason()));
            shell.out().print("    ");
            printOneLine(reject.record());
        });
        printRest(count);
    }

    private String head(DatasetName name, long count) {
        return count == 0
                ? "Pipeline '%s' has no %srejects in dataset '%s'."
                        .formatted(
                                name.pipeline(),
                                rejects.filter().equals(RejectFilter.ALL) ? "" : "such ",
                                name.dataset())
                : "%s of pipeline '%s' in dataset '%s'"
                        .formatted(Counted.of(count, "reject"), name.pipeline(), name.dataset());
    }

    private static String where(RejectedRecord reject) {
        String path = reject.path().isEmpty() ? "" : ", at " + reject.path();
        return "  " + reject.resource() + path + ", load " + reject.loadId();
    }

    private void printRest(long count) {
        if (count > most) {
            shell.out().println("  and %s more (--limit)".formatted(Counted.of(count - most)));
        }
    }

    /** More of a text than a line shows. */
    private static String ends(String text) {
        return text.length() <= 2 * ENDS ? text : text.substring(0, ENDS) + "…" + text.substring(text.length() - ENDS);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** Prints a text that may be large without a copy of it. */
    private void printOneLine(String text) {
        for (int from = 0; from < text.length(); from += PIECE) {
            String piece = text.substring(from, Math.min(text.length(), from + PIECE));
            shell.out().print(piece.replaceAll("\\s", " "));
        }
        shell.out().println();
    }
}
