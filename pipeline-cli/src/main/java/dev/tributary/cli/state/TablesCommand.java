package dev.tributary.cli.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.project.DatasetOptions;
import dev.tributary.cli.terminal.Columns;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Counted;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.ByteSize;
import dev.tributary.config.Settings;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import dev.tributary.destination.LakeTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists a dataset's tables as the lake has them. */
@Command(name = "tables", description = "List a dataset's tables, read from the lake.")
public final class TablesCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private DatasetOptions which = new DatasetOptions();

    TablesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(shell);
        DatasetName name = which.name(shell);
        try (Lake lake = Lake.open(settings.forPipeline(name.pipeline()), shell);
                DestinationSession session = lake.destination().open(name)) {
            List<LakeTable> tables = session.tables();
            if (options.json()) {
                Json.print(shell.out(), json(tables));
            } else {
                lines(name, tables).forEach(shell.out()::println);
            }
        }
        return 0;
    }

    static ArrayNode json(List<LakeTable> tables) {
        ArrayNode json = Json.array();
        for (LakeTable table : tables) {
            ObjectNode entry = json.addObject()
                    .put("name", table.name())
                    .put("format", table.format().id())
                    .put("location", table.location());
            ArrayNode columns = entry.putArray("columns");
            table.columns()
                    .forEach(c -> columns.addObject().put("name", c.name()).put("type", c.type()));
            entry.put("rows", table.rows()).put("files", table.files()).put("bytes", table.bytes());
        }
        return json;
    }

    static List<String> lines(DatasetName name, List<LakeTable> tables) {
        if (tables.isEmpty()) {
            return List.of("Dataset '%s' has no tables.".formatted(name.dataset()));
        }
        List<List<String>> rows = tables.stream().map(TablesCommand::row).toList();
        return new Columns(
                        List.of("table", "rows", "bytes", "files", "columns", "format"),
                        List.of(false, true, true, true, true, false),
                        rows)
                .lines(0);
    }

    private static List<String> row(LakeTable table) {
        return List.of(
                table.name(),
                Counted.of(table.rows()),
                new ByteSize(table.bytes()).toString(),
                Counted.of(table.files()),
                String.valueOf(table.columns().size()),
                table.format().id());
    }
}
