package dev.tributary.lake.ddl.parse;

import dev.tributary.lake.ddl.statement.ColumnDefinition;
import dev.tributary.lake.ddl.statement.CreateTable;
import dev.tributary.lake.ddl.statement.FileFormat;
import dev.tributary.lake.ddl.statement.PartitionTerm;
import dev.tributary.lake.ddl.statement.PartitionTerm.Function;
import dev.tributary.lake.ddl.statement.RowFormat;
import dev.tributary.lake.ddl.statement.TableReference;
import dev.tributary.lake.ddl.type.HiveType;
import dev.tributary.lake.sql.StatementFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows CREATE [EXTERNAL] TABLE; its clauses have one order. */
final class CreateTableParser {

    private final Tokens tokens;
    private final TypeParser types;

    CreateTableParser(Tokens tokens) {
        this.tokens = tokens;
        this.types = new TypeParser(tokens);
    }

    CreateTable parse(boolean external) {
        boolean ifNotExists = tokens.ifNotExists();
        TableReference table = TableNames.table(tokens);
        List<ColumnDefinition> columns = tokens.peek().symbol("(") ? types.columns() : List.of();
        String comment = tokens.comment();
        List<PartitionTerm> partitionedBy = partitionedBy();
        List<String> buckets = tokens.accept("CLUSTERED", "BY") ? tokens.names() : List.of();
        int bucketCount = buckets.isEmpty() ? 0 : bucketCount();
        RowFormat rowFormat = rowFormat();
        FileFormat fileFormat = fileFormat();
        String location = tokens.accept("LOCATION") ? tokens.string() : null;
        Map<String, String> properties = tokens.accept("TBLPROPERTIES") ? tokens.properties() : Map.of();
        end();
        CreateTable create = new CreateTable(
                table,
                external,
                ifNotExists,
                columns,
                comment,
                partitionedBy,
                buckets,
                bucketCount,
                rowFormat,
                fileFormat,
                location,
                properties);
        check(create);
        return create;
    }

    private void end() {
        if (tokens.peek().kind() != Token.Kind.END && !tokens.peek().symbol(";")) {
            tokens.accept("WITH");
            throw tokens.unexpected();
        }
    }

    private void check(CreateTable create) {
        if (create.iceberg() && create.external()) {
            tokens.refuseAtEnd(StatementFailed.refused("External keyword not supported for table type ICEBERG"));
        }
        if (create.location() == null) {
            tokens.refuseAtEnd(
                    StatementFailed.refused("No location was specified for table. An S3 location must be specified"));
        }
    }

    private int bucketCount() {
        tokens.require("INTO");
        int count = tokens.number();
        tokens.require("BUCKETS");
        return count;
    }

    private List<PartitionTerm> partitionedBy() {
        List<PartitionTerm> terms = new ArrayList<>();
        if (tokens.accept("PARTITIONED", "BY")) {
            tokens.requireSymbol("(");
            do {
                terms.add(partitionTerm());
            } while (tokens.acceptSymbol(","));
            tokens.requireSymbol(")");
        }
        return terms;
    }

    private PartitionTerm partitionTerm() {
        Optional<Function> function = tokens.peek(1).symbol("(") ? transform() : Optional.empty();
        if (function.isPresent()) {
            return transform(function.get());
        }
        String name = tokens.name();
        if (tokens.peek().symbol(",") || tokens.peek().symbol(")")) {
            return new PartitionTerm.Transform(Function.IDENTITY, name, null);
        }
        HiveType type = types.type();
        return new PartitionTerm.KeyColumn(new ColumnDefinition(name, type, tokens.comment()));
    }

    private Optional<Function> transform() {
        return tokens.keyword()
                .flatMap(word -> Arrays.stream(Function.values())
                        .filter(function ->
                                function != Function.IDENTITY && function.name().equals(word))
                        .findFirst());
    }

    private PartitionTerm transform(Function function) {
        tokens.next();
        tokens.requireSymbol("(");
        @Nullable Integer argument = null;
        if (function.takesArgument()) {
            argument = tokens.number();
            tokens.requireSymbol(",");
        }
        String column = tokens.name();
        tokens.requireSymbol(")");
        return new PartitionTerm.Transform(function, column, argument);
    }

    private @Nullable RowFormat rowFormat() {
        if (!tokens.accept("ROW", "FORMAT")) {
            return null;
        }
        if (tokens.accept("SERDE")) {
            String serde = tokens.string();
            return new RowFormat(serde, tokens.accept("WITH", "SERDEPROPERTIES") ? tokens.properties() : Map.of());
        }
        tokens.require("DELIMITED");
        return new RowFormat(null, delimiters());
    }

    /** The names are those of LazySimpleSerDe, its misspelled one included. */
    private Map<String, String> delimiters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (tokens.accept("FIELDS")) {
            String delimiter = terminatedBy();
            parameters.put("field.delim", delimiter);
            parameters.put("serialization.format", delimiter);
            if (tokens.accept("ESCAPED", "BY")) {
                parameters.put("escape.delim", tokens.string());
            }
        }
        if (tokens.accept("COLLECTION", "ITEMS")) {
            parameters.put("colelction.delim", terminatedBy());
        }
        if (tokens.accept("MAP", "KEYS")) {
            parameters.put("mapkey.delim", terminatedBy());
        }
        if (tokens.accept("LINES")) {
            parameters.put("line.delim", terminatedBy());
        }
        if (tokens.accept("NULL", "DEFINED", "AS")) {
            parameters.put("serialization.null.format", tokens.string());
        }
        return parameters;
    }

    private String terminatedBy() {
        tokens.require("TERMINATED", "BY");
        return tokens.string();
    }

    private @Nullable FileFormat fileFormat() {
        if (!tokens.accept("STORED", "AS")) {
            return null;
        }
        if (tokens.accept("INPUTFORMAT")) {
            String input = tokens.string();
            tokens.require("OUTPUTFORMAT");
            return FileFormat.of(input, tokens.string());
        }
        FileFormat named = tokens.keyword().flatMap(FileFormat::named).orElseThrow(tokens::unexpected);
        tokens.next();
        return named;
    }
}
