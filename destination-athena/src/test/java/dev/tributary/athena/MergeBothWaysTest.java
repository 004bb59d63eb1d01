package dev.tributary.athena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.athena.merge.ChainMerge;
import dev.tributary.athena.merge.LoadFile;
import dev.tributary.athena.statement.MergeStatements;
import dev.tributary.athena.statement.StagedTable;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.WriteDisposition;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random loads leave the same rows by the direct way and by the statements that Athena gets, which DuckDB runs here. */
class MergeBothWaysTest {
    private static final int LOADS = 5;

    /** What a case merges by. */
    record Case(
            int seed,
            MergeStrategy strategy,
            boolean compound,
            boolean merges,
            boolean sorts,
            boolean deletes,
            boolean parts) {
        static Case of(int seed) {
            Random random = new Random(seed);
            return new Case(
                    seed,
                    MergeStrategy.values()[seed % 4],
                    random.nextBoolean(),
                    random.nextInt(3) == 0,
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean());
        }

        boolean has(MergeStrategy... ones) {
            return List.of(ones).contains(strategy);
        }
    }

    static Stream<Case> cases() {
        return IntStream.range(0, Integer.getInteger("tributary.merge.cases", 24))
                .mapToObj(Case::of);
    }

    private static Column column(String name, DataType type, Map<String, JsonNode> other, ColumnHint... hints) {
        return new Column(name, type, true, null, null, Set.of(hints), null, other);
    }

    private static Table root(Case by) {
        List<Column> columns = new ArrayList<>();
        columns.add(
                by.strategy() == MergeStrategy.SCD2
                        ? column("id", DataType.BIGINT, Map.of())
                        : column("id", DataType.BIGINT, Map.of(), ColumnHint.PRIMARY_KEY));
        boolean keys = by.compound() && by.strategy() != MergeStrategy.SCD2;
        boolean merges = by.merges() && by.has(MergeStrategy.DELETE_INSERT, MergeStrategy.SCD2);
        columns.add(
                keys
                        ? column("part", DataType.TEXT, Map.of(), ColumnHint.PRIMARY_KEY)
                        : merges
                                ? column("part", DataType.TEXT, Map.of(), ColumnHint.MERGE_KEY)
                                : column("part", DataType.TEXT, Map.of()));
        columns.add(
                by.sorts()
                        ? column(
                                "seq",
                                DataType.BIGINT,
                                Map.of("dedup_sort", TextNode.valueOf(by.seed() % 3 == 0 ? "asc" : "desc")),
                                ColumnHint.DEDUP_SORT)
                        : column("seq", DataType.BIGINT, Map.of()));
        columns.add(
                by.deletes() && by.strategy() != MergeStrategy.SCD2
                        ? column("gone", DataType.BOOL, Map.of(), ColumnHint.HARD_DELETE)
                        : column("gone", DataType.BOOL, Map.of()));
        if (by.strategy() == MergeStrategy.SCD2) {
            columns.add(column("_dlt_valid_from", DataType.TIMESTAMP, Map.of(Table.VALID_FROM, BooleanNode.TRUE)));
            columns.add(column("_dlt_valid_to", DataType.TIMESTAMP, Map.of(Table.VALID_TO, BooleanNode.TRUE)));
        }
        columns.add(MergeIT.ROW_KEY);
        return new Table(
                "users",
                null,
                "users",
                columns,
                WriteDisposition.MERGE,
                TableFormat.ICEBERG,
                List.of(),
                null,
                Map.of(Table.MERGE_STRATEGY, TextNode.valueOf(by.strategy().id())));
    }

    /** Some root rows and their nested ones, as values in the order of columns. */
    private record Load(List<Object[]> roots, List<Object[]> pets) {}

    private static Load load(Case by, Random random, int number) {
        List<Object[]> roots = new ArrayList<>();
        Map<String, Object[]> pets = new TreeMap<>();
        Set<String> keys = new java.util.HashSet<>();
        int rows = random.nextInt(12) + 1;
        for (int i = 0; i < rows; i++) {
            Long id = random.nextInt(10) == 0 ? null : (Long) (long) random.nextInt(14);
            String part = random.nextInt(8) == 0 ? null : "p" + random.nextInt(3);
            Long seq = (long) (number * 100 + (by.seed() % 2 == 0 ? i : rows - i));
            Boolean gone = random.nextInt(3) == 0 ? null : (Boolean) (random.nextInt(3) == 0);
            String key = id + "/" + (by.compound() ? part : "");
            boolean fromKey = by.has(MergeStrategy.UPSERT, MergeStrategy.INSERT_ONLY);
            if (fromKey && !by.sorts() && !keys.add(key)) {
                continue;
            }
            if (by.strategy() == MergeStrategy.SCD2) {
                seq = (long) random.nextInt(3);
                if (!keys.add(key + part + seq + gone)) {
                    continue;
                }
            }
            String rowId = fromKey
                    ? "k" + key
                    : by.strategy() == MergeStrategy.SCD2
                            ? "h" + key + part + seq + gone
                            : "r%02d-%03d".formatted(number, i);
            roots.add(
                    by.strategy() == MergeStrategy.SCD2
                            ? new Object[] {id, part, seq, gone, null, null, rowId}
                            : new Object[] {id, part, seq, gone, rowId});
            for (int pet = random.nextInt(3); pet > 0; pet--) {
                pets.put(rowId + "_" + pet, new Object[] {"pet " + number, rowId, rowId + "_" + pet});
            }
        }
        return new Load(roots, new ArrayList<>(pets.values()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void leaveTheSameRows(Case by) throws Exception {
        Random random = new Random(by.seed());
        Table root = root(by);
        Table pets = MergeIT.pets();
        try (Direct direct = new Direct(by.parts());
                Sql sql = new Sql()) {
            direct.create(root);
            direct.create(pets);
            sql.create(root);
            sql.create(pets);
            for (int number = 1; number <= LOADS; number++) {
                Load load = load(by, random, number);
                Instant loaded = Instant.ofEpochSecond(1_700_000_000L + number);
                direct.merge(root, pets, load, loaded);
                sql.merge(root, pets, load, loaded);
                assertThat(direct.rows("users"))
                        .as("users after load %d", number)
                        .isEqualTo(sql.rows("users"));
                assertThat(direct.rows("users__pets"))
                        .as("pets after load %d", number)
                        .isEqualTo(sql.rows("users__pets"));
            }
        }
    }

    /** Tables of Iceberg in memory. */
    private static final class Direct implements AutoCloseable {
        private final InMemoryCatalog catalog = new InMemoryCatalog();
        private final boolean partitioned;

        Direct(boolean partitioned) {
            this.partitioned = partitioned;
            catalog.initialize("memory", Map.of());
            catalog.createNamespace(Namespace.of("d"));
        }

        private org.apache.iceberg.Table table(String name) {
            return catalog.loadTable(TableIdentifier.of("d", name));
        }

        void create(Table table) {
            List<Types.NestedField> fields = new ArrayList<>();
            for (Column column : table.columns()) {
                fields.add(Types.NestedField.optional(fields.size() + 1, column.name(), type(column.type())));
            }
            Schema schema = new Schema(fields);
            PartitionSpec spec = partitioned && table.parent() == null
                    ? PartitionSpec.builderFor(schema).identity("part").build()
                    : PartitionSpec.unpartitioned();
            catalog.createTable(TableIdentifier.of("d", table.name()), schema, spec, Map.of("format-version", "2"));
        }

        private static Type type(DataType type) {
            return switch (type) {
                case BIGINT -> Types.LongType.get();
                case BOOL -> Types.BooleanType.get();
                case TIMESTAMP -> Types.TimestampType.withoutZone();
                default -> Types.StringType.get();
            };
        }

        void merge(Table root, Table pets, Load load, Instant loaded) throws IOException {
            List<DataFile> rootFiles = write(table(root.name()), load.roots());
            List<DataFile> petFiles = write(table(pets.name()), load.pets());
            org.apache.iceberg.Table lakeRoot = table(root.name());
            try (ChainMerge chain = new ChainMerge(root, files(lakeRoot, rootFiles), lakeRoot)) {
                org.apache.iceberg.Table lakePets = table(pets.name());
                Transaction nested = lakePets.newTransaction();
                chain.mergeNested(target(nested), pets, files(lakePets, petFiles), petFiles, lakeRoot);
                nested.commitTransaction();
                Transaction change = lakeRoot.newTransaction();
                chain.mergeRoot(target(change), files(lakeRoot, rootFiles), rootFiles, loaded);
                change.commitTransaction();
            }
        }

        private static ChainMerge.Target target(Transaction transaction) {
            return new ChainMerge.Target(transaction, transaction.table().location() + "/data/m/", "load", "1");
        }

        private static List<LoadFile> files(org.apache.iceberg.Table table, List<DataFile> files) {
            return files.stream()
                    .map(f -> new LoadFile(f.location(), f.fileSizeInBytes(), f.recordCount(), table.schema()))
                    .toList();
        }

        /** Files of at most three rows, one partition each, in order. */
        private List<DataFile> write(org.apache.iceberg.Table table, List<Object[]> rows) throws IOException {
            List<DataFile> files = new ArrayList<>();
            List<Object[]> waiting = new ArrayList<>();
            for (Object[] row : rows) {
                boolean other = table.spec().isPartitioned()
                        && !waiting.isEmpty()
                        && !java.util.Objects.equals(waiting.get(0)[1], row[1]);
                if (waiting.size() == 3 || other) {
                    files.add(file(table, waiting));
                    waiting.clear();
                }
                waiting.add(row);
            }
            if (!waiting.isEmpty()) {
                files.add(file(table, waiting));
            }
            return files;
        }

        private DataFile file(org.apache.iceberg.Table table, List<Object[]> rows) throws IOException {
            PartitionData partition = new PartitionData(table.spec().partitionType());
            if (table.spec().isPartitioned()) {
                partition.set(0, rows.get(0)[1]);
            }
            DataWriter<Record> writer = Parquet.writeData(table.io()
                            .newOutputFile(table.location() + "/data/" + java.util.UUID.randomUUID() + ".parquet"))
                    .schema(table.schema())
                    .createWriterFunc((schema, type) -> GenericParquetWriter.create(schema, type))
                    .withSpec(table.spec())
                    .withPartition(partition)
                    .build();
            try (writer) {
                for (Object[] row : rows) {
                    Record record = GenericRecord.create(table.schema());
                    for (int i = 0; i < row.length; i++) {
                        record.set(i, row[i]);
                    }
                    writer.write(record);
                }
            }
            return writer.toDataFile();
        }

        List<String> rows(String name) throws IOException {
            try (CloseableIterable<Record> rows =
                    IcebergGenerics.read(table(name)).build()) {
                List<String> texts = new ArrayList<>();
                for (Record row : rows) {
                    texts.add(IntStream.range(0, table(name).schema().columns().size())
                            .mapToObj(i -> String.valueOf(row.get(i)))
                            .collect(Collectors.joining(", ")));
                }
                return texts.stream().sorted().toList();
            }
        }

        @Override
        public void close() throws IOException {
            catalog.close();
        }
    }

    /** Tables of DuckDB. */
    private static final class Sql implements AutoCloseable {
        private final Connection duckdb;

        Sql() throws SQLException {
            duckdb = DriverManager.getConnection("jdbc:duckdb:");
            run("CREATE SCHEMA d");
            run("CREATE SCHEMA s");
        }

        private void run(String sql) throws SQLException {
            try (Statement statement = duckdb.createStatement()) {
                statement.execute(sql);
            }
        }

        void create(Table table) throws SQLException {
            for (String schema : List.of("d", "s")) {
                run("CREATE TABLE %s.%s (%s)"
                        .formatted(
                                schema,
                                table.name(),
                                table.columns().stream()
                                        .map(c -> c.name() + " " + type(c.type()))
                                        .collect(Collectors.joining(", "))));
            }
        }

        private static String type(DataType type) {
            return switch (type) {
                case BIGINT -> "bigint";
                case BOOL -> "boolean";
                case TIMESTAMP -> "timestamp";
                default -> "varchar";
            };
        }

        void merge(Table root, Table pets, Load load, Instant loaded) throws SQLException {
            stage(root, load.roots());
            stage(pets, load.pets());
            for (String statement : MergeStatements.of(staged(root), List.of(staged(pets)), loaded)) {
                run(statement);
            }
        }

        private static StagedTable staged(Table table) {
            return new StagedTable(
                    table,
                    "d." + table.name(),
                    "s." + table.name(),
                    table.columns().stream().map(Column::name).toList());
        }

        private void stage(Table table, List<Object[]> rows) throws SQLException {
            run("DELETE FROM s." + table.name());
            String marks = table.columns().stream().map(c -> "?").collect(Collectors.joining(", "));
            try (PreparedStatement insert =
                    duckdb.prepareStatement("INSERT INTO s." + table.name() + " VALUES (" + marks + ")")) {
                for (Object[] row : rows) {
                    for (int i = 0; i < row.length; i++) {
                        insert.setObject(i + 1, row[i]);
                    }
                    insert.execute();
                }
            }
        }

        List<String> rows(String name) throws SQLException {
            try (Statement statement = duckdb.createStatement();
                    ResultSet found = statement.executeQuery("SELECT * FROM d." + name)) {
                List<String> rows = new ArrayList<>();
                int columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        Object value = found.getObject(i);
                        row.add(String.valueOf(
                                value instanceof java.sql.Timestamp time ? (Object) time.toLocalDateTime() : value));
                    }
                    rows.add(String.join(", ", row));
                }
                return rows.stream().sorted().toList();
            }
        }

        @Override
        public void close() throws SQLException {
            duckdb.close();
        }
    }
}
