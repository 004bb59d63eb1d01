package dev.tributary.cli.rejects;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.tributary.rejects.RejectedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a pipeline's rejects as the lake has them. */
@Command(name = "show", description = "Show the records that became no rows, and why.")
final class RejectsShowCommand implements Callable<Integer> {
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
    private long limit;

    RejectsShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(shell);
        DatasetName name = which.name(shell);
        List<RejectedRecord> shown = new ArrayList<>();
        long[] count = new long[1];
        try (Lake lake = Lake.open(settings.forPipeline(name.pipeline()), shell)) {
            Pipeline pipeline = Pipelines.of(shell, name, lake, settings);
            pipeline.showRejects(rejects.filter(), reject -> {
                if (count[0]++ < limit) {
                    shown.add(reject);
                }
            });
        }
        if (options.json()) {
            ObjectNode json = Json.object().put("count", count[0]);
            shown.forEach(r -> json.withArray("rejects").add(json(r)));
            Json.print(shell.out(), json);
        } else {
            lines(name, shown, count[0]).forEach(shell.out()::println);
        }
        return 0;
    }

    private static ObjectNode json(RejectedRecord reject) {
        return Json.object()
                .put("resource", reject.resource())
                .put("path", reject.path())
                .put("reason", reject.reason())
                .put("record", reject.record())
                .put("load_id", reject.loadId())
                .put("id", reject.id());
    }

    static List<String> lines(DatasetName name, List<RejectedRecord> shown, long count) {
        List<String> lines = new ArrayList<>();
        lines.add(
                count == 0
                        ? "Pipeline '%s' has no rejects in dataset '%s'.".formatted(name.pipeline(), name.dataset())
                        : "%s of pipeline '%s' in dataset '%s'"
                                .formatted(Counted.of(count, "reject"), name.pipeline(), name.dataset()));
        for (RejectedRecord reject : shown) {
            String path = reject.path().isEmpty() ? "" : ", at " + reject.path();
            lines.add(Columns.cut("  " + reject.resource() + path + ", load " + reject.loadId(), Columns.WIDTH));
            lines.addAll(Wrapped.lines("    ", reject.reason()));
            lines.add("    " + Columns.cut(oneLine(reject.record()), Columns.WIDTH - 4));
        }
        if (shown.size() < count) {
            lines.add("  and %s more (--limit)".formatted(Counted.of(count - shown.size())));
        }
        return lines;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
