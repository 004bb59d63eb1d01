package dev.tributary.cli.state;

import dev.tributary.WorkingFolder;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.project.ChosenDataset;
import dev.tributary.cli.project.DatasetOptions;
import dev.tributary.cli.terminal.Columns;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.Settings;
import dev.tributary.destination.DatasetName;
import dev.tributary.destination.DestinationSession;
import dev.tributary.error.ConfigException;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.form.SchemaForm;
import dev.tributary.schema.stored.SchemaJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a pipeline's schema, from its working folder or, where that knows none, from the lake. */
@Command(name = "schema", description = "Show a pipeline's schema: tables, columns, types.")
public final class SchemaCommand implements Callable<Integer> {
    private static final int NAME_WIDTH = 40;

    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private DatasetOptions which = new DatasetOptions();

    @Option(
            names = "--schema",
            paramLabel = "<name>",
            description = "The schema to restore from the lake; by default the one that ran last.")
    private @Nullable String name;

    @Option(
            names = "--format",
            paramLabel = "<form>",
            description = "yaml, json, mermaid, dbml or dot, instead of a list for reading.")
    private @Nullable String format;

    SchemaCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(shell);
        SchemaForm form = format == null
                ? null
                : settings.with("--format", format, "the command line")
                        .get("--format")
                        .asOneOf(SchemaForm.class);
        ChosenDataset chosen = which.choose(shell);
        Schema schema = chosen.known()
                .map(WorkingFolder.Known::schema)
                .filter(known -> name == null || name.equals(known.name()))
                .orElseGet(() -> restored(settings, chosen));
        if (form != null) {
            shell.out().print(form.write(schema));
            shell.out().flush();
        } else if (options.json()) {
            Json.print(shell.out(), SchemaJson.write(schema));
        } else {
            lines(schema).forEach(shell.out()::println);
        }
        return 0;
    }

    private Schema restored(Settings settings, ChosenDataset chosen) {
        DatasetName dataset = chosen.name();
        try (Lake lake = Lake.open(settings.forPipeline(dataset.pipeline()), shell)) {
            String wanted = chosen.schema(name, lake);
            try (DestinationSession session = lake.destination().open(dataset)) {
                return session.restore(wanted)
                        .flatMap(stored -> stored.schema())
                        .orElseThrow(() -> new ConfigException(
                                "Cannot find schema '%s': pipeline '%s' has loaded none into dataset '%s'"
                                        .formatted(wanted, dataset.pipeline(), dataset.dataset())));
            }
        }
    }

    static List<String> lines(Schema schema) {
        List<String> lines = new ArrayList<>();
        lines.add("schema '%s', version %d".formatted(schema.name(), schema.version()));
        schema.tables().values().forEach(t -> lines.addAll(lines(schema, t)));
        return lines;
    }

    private static List<String> lines(Schema schema, Table table) {
        List<String> lines = new ArrayList<>(List.of(""));
        Table root = schema.root(table);
        lines.add("%s (%s)"
                .formatted(
                        table.name(),
                        table.parent() == null
                                ? root.disposition().id() + ", " + root.format().id()
                                : "in " + table.parent()));
        int width = Math.min(
                NAME_WIDTH,
                table.columns().stream().mapToInt(c -> c.name().length()).max().orElse(0));
        table.columns().forEach(c -> lines.add(line(c, width)));
        return lines;
    }

    private static String line(Column column, int width) {
        String name = Columns.cut(column.name(), width);
        String hints = column.hints().stream().map(ColumnHint::id).collect(Collectors.joining(", "));
        String nullable = column.nullable() ? "" : "  not null";
        return "  %s  %s%s%s"
                .formatted(
                        name + " ".repeat(width - name.length()),
                        type(column),
                        nullable,
                        hints.isEmpty() ? "" : "  " + hints);
    }

    private static String type(Column column) {
        if (column.type() == null) {
            return "(no data yet)";
        }
        String precision = column.precision() == null
                ? ""
                : column.scale() == null
                        ? "(" + column.precision() + ")"
                        : "(" + column.precision() + "," + column.scale() + ")";
        return column.type().id() + precision;
    }
}
