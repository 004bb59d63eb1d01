package dev.tributary.cli.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.athena.SqlClient;
import dev.tributary.athena.sql.Query;
import dev.tributary.athena.sql.QueryResult;
import dev.tributary.athena.sql.QueryStats;
import dev.tributary.athena.sql.ResultColumn;
import dev.tributary.cli.lake.Lake;
import dev.tributary.cli.terminal.CommonOptions;
import dev.tributary.cli.terminal.Counted;
import dev.tributary.cli.terminal.Durations;
import dev.tributary.cli.terminal.Interruption;
import dev.tributary.cli.terminal.Json;
import dev.tributary.cli.terminal.Shell;
import dev.tributary.config.ByteSize;
import dev.tributary.config.Settings;
import dev.tributary.error.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs SQL on the lake's Athena, the embedded one or that of AWS. */
@Command(name = "query", description = "Run a query on the lake's Athena, the embedded one or that of AWS.")
public final class QueryCommand implements Callable<Integer> {
    /** The forms of a result. */
    enum Form {
        TABLE,
        CSV,
        JSON,
        PARQUET
    }

    private final Shell shell;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(arity = "0..1", paramLabel = "<sql>", description = "The statement.")
    private @Nullable String sql;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "<path>",
            description = "A file with the statement; - is the standard input.")
    private @Nullable String file;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "<value>",
            description = "What stands for the next ? of the statement; a number, true, false, null or a text.")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = {"-d", "--database"},
            paramLabel = "<name>",
            description = "The dataset of tables that are named without one.")
    private @Nullable String database;

    @Option(names = "--format", paramLabel = "<form>", description = "table, csv, json (Lines) or parquet.")
    private @Nullable String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<path>",
            description = "A file for the result; its ending tells the form when --format does not.")
    private @Nullable Path output;

    @Option(
            names = "--max-scan",
            paramLabel = "<size>",
            description = "Don't start a query that would scan more, such as 10GB.")
    private @Nullable String maxScan;

    QueryCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(shell);
        Form form = form(settings);
        Query query = Query.of(statement(), database)
                .with(parameters.stream().map(QueryCommand::parameter).toList());
        OptionalLong limit = limit(settings);
        Cost cost = new Cost(price(settings));
        Interruption interruption = new Interruption(shell.err(), "Stopped the query.");
        try (interruption;
                Lake lake = Lake.open(settings, shell);
                SqlClient client = lake.sql()) {
            QueryResult result = client.run(query, limit, () -> false);
            if (options.json()) {
                printJson(result, cost);
            } else {
                print(result, form, cost);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    private Form form(Settings settings) {
        String word = format;
        if (word == null && output != null) {
            String name = output.getFileName().toString();
            word = name.substring(name.lastIndexOf('.') + 1).replace("jsonl", "json");
        }
        Form form = word == null
                ? Form.TABLE
                : settings.with("--format", word, "the command line")
                        .get("--format")
                        .asOneOf(Form.class);
        if (form == Form.PARQUET && output == null) {
            throw new ConfigException("Missing --output: a Parquet file needs a place (give --output result.parquet)");
        }
        return form;
    }

    private String statement() {
        if ((sql == null) == (file == null)) {
            throw new ConfigException(
                    sql == null
                            ? "Missing statement (give it in quotes, or --file)"
                            : "Cannot run two statements: one is given and one is in --file (give one)");
        }
        String text = sql == null ? read(file) : sql;
        String stripped = text.strip();
        while (stripped.endsWith(";")) {
            stripped = stripped.substring(0, stripped.length() - 1).strip();
        }
        if (stripped.isEmpty()) {
            throw new ConfigException("Missing statement: the text is empty (give SQL)");
        }
        return stripped;
    }

    private String read(String name) {
        try (InputStream in = name.equals("-")
                ? System.in
                : Files.newInputStream(shell.folder().resolve(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException("Cannot read file '%s': it does not exist or can't be read".formatted(name), e);
        }
    }

    /** Text in single quotes is text, whatever it looks like. */
    private static @Nullable Object parameter(String value) {
        if (value.equals("null")) {
            return null;
        }
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        if (value.length() > 1 && value.startsWith("'") && value.endsWith("'")) {
            return value.substring(1, value.length() - 1);
        }
        if (value.matches("-?(0|[1-9]\\d{0,17})")) {
            return Long.valueOf(value);
        }
        return value.matches("-?(0|[1-9]\\d*)\\.\\d+") ? new BigDecimal(value) : value;
    }

    private OptionalLong limit(Settings settings) {
        return maxScan == null
                ? OptionalLong.empty()
                : OptionalLong.of(settings.with("--max-scan", maxScan, "the command line")
                        .get("--max-scan")
                        .asBytes());
    }

    private static BigDecimal price(Settings settings) {
        return settings.get("destination.athena.price_per_tb").asDecimal();
    }

    private void print(QueryResult result, Form form, Cost cost) throws IOException {
        QueryStats stats = result.stats();
        String rows = result.updated() > 0 ? Counted.of(result.updated(), "row") + " changed" : "done";
        if (!result.columns().isEmpty()) {
            long count = write(result, form);
            rows = Counted.of(count, "row");
        }
        shell.err()
                .println("%s in %s, %s scanned, costs %s at %s a TB"
                        .formatted(
                                rows,
                                Durations.text(stats.total()),
                                new ByteSize(stats.scannedBytes()),
                                cost.of(stats.scannedBytes()).toPlainString(),
                                cost.pricePerTb().toPlainString()));
    }

    private long write(QueryResult result, Form form) throws IOException {
        Path target = output == null ? null : shell.folder().resolve(output);
        try (Stream<List<@Nullable String>> rows = result.rows()) {
            if (form == Form.PARQUET && target != null) {
                return new ParquetRows(target).write(result.columns(), rows);
            }
            Writer writer = target == null
                    ? new OutputStreamWriter(shell.out(), StandardCharsets.UTF_8)
                    : Files.newBufferedWriter(target);
            try {
                long count = text(form, writer).write(result.columns(), rows);
                writer.flush();
                return count;
            } finally {
                if (target != null) {
                    writer.close();
                }
            }
        }
    }

    private static ResultWriter text(Form form, Writer writer) {
        return switch (form) {
            case CSV -> new CsvText(writer);
            case JSON -> new JsonText(writer);
            case TABLE, PARQUET -> new TableText(writer);
        };
    }

    /** One value with everything: it is held in memory, unlike the other forms. */
    private void printJson(QueryResult result, Cost cost) throws IOException {
        ObjectNode json = Json.object();
        List<ResultColumn> columns = result.columns();
        ArrayNode names = json.putArray("columns");
        columns.forEach(c -> names.addObject().put("name", c.name()).put("type", c.type()));
        ArrayNode array = json.putArray("rows");
        if (!columns.isEmpty()) {
            try (Stream<List<@Nullable String>> rows = result.rows()) {
                for (Iterator<List<@Nullable String>> i = rows.iterator(); i.hasNext(); ) {
                    List<@Nullable String> values = i.next();
                    ArrayNode row = array.addArray();
                    for (int c = 0; c < columns.size(); c++) {
                        row.add(JsonText.value(columns.get(c), values.get(c)));
                    }
                }
            }
        }
        QueryStats stats = result.stats();
        json.put("query_id", stats.queryId());
        json.put("updated_rows", result.updated());
        json.put("scanned_bytes", stats.scannedBytes());
        json.put("milliseconds", stats.total().toMillis());
        json.put("cost", cost.of(stats.scannedBytes()));
        Json.print(shell.out(), json);
    }
}
