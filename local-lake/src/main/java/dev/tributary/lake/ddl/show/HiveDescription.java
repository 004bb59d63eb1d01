package dev.tributary.lake.ddl.show;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueColumn;
import dev.tributary.lake.ddl.catalog.GluePartition;
import dev.tributary.lake.ddl.catalog.GlueTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** DESCRIBE of a table that is not Iceberg, or of one of its partitions. */
final class HiveDescription {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT);

    private final GlueTable table;
    private final @Nullable GluePartition partition;

    HiveDescription(GlueTable table, @Nullable GluePartition partition) {
        this.table = table;
        this.partition = partition;
    }

    List<String> plain() {
        List<String> lines = new ArrayList<>();
        Stream.concat(columns().stream(), keys().stream()).map(Padded::column).forEach(lines::add);
        lines.addAll(partitionInformation());
        return lines;
    }

    List<String> formatted() {
        List<String> lines = new ArrayList<>(List.of(Padded.COLUMNS, Padded.EMPTY));
        columns().stream().map(Padded::column).forEach(lines::add);
        lines.addAll(partitionInformation());
        lines.add(Padded.EMPTY);
        lines.addAll(partition == null ? tableInformation() : partitionDetails(partition));
        lines.addAll(storageInformation());
        if (table.view()) {
            lines.addAll(List.of(
                    Padded.EMPTY,
                    Padded.heading("# View Information"),
                    Padded.pair(
                            "View Original Text:",
                            table.json().path("ViewOriginalText").asText("")),
                    Padded.pair(
                            "View Expanded Text:",
                            table.json().path("ViewExpandedText").asText(""))));
        }
        return lines;
    }

    List<String> extended() {
        List<String> lines = plain();
        lines.add(Padded.EMPTY);
        lines.add(
                partition == null
                        ? "Detailed Table Information\t" + thriftTable() + "\t"
                        : "Detailed Partition Information\t" + thriftPartition(partition) + "\t");
        return lines;
    }

    /** One column, or with a path a field within it. */
    List<String> column(List<String> path, boolean formatted) {
        GlueColumn column = Stream.concat(columns().stream(), keys().stream())
                .filter(candidate -> candidate.name().equals(path.get(0)))
                .findFirst()
                .orElseThrow(() -> noField(path.get(0)));
        String comment = column.comment() == null ? "from deserializer" : column.commentText();
        GlueColumn described = path.size() == 1
                ? column
                : new GlueColumn(path.get(path.size() - 1), StructPath.type(column, path), comment);
        return formatted
                ? List.of(Padded.COLUMNS, Padded.EMPTY, Padded.column(described))
                : List.of(Padded.column(described));
    }

    private RuntimeException noField(String name) {
        List<GlueColumn> columns = columns();
        return Complaint.systemTask("cannot find field " + name + " from "
                + IntStream.range(0, columns.size())
                        .mapToObj(i -> i + ":" + columns.get(i).name())
                        .collect(Collectors.joining(", ", "[", "]")));
    }

    private List<GlueColumn> columns() {
        return partition == null ? table.columns() : partition.columns();
    }

    private List<GlueColumn> keys() {
        return table.partitionKeys();
    }

    private JsonNode storage() {
        return partition == null ? table.storage() : partition.json().path("StorageDescriptor");
    }

    private List<String> partitionInformation() {
        List<String> lines = new ArrayList<>();
        if (!keys().isEmpty()) {
            lines.addAll(
                    List.of(Padded.EMPTY, Padded.heading("# Partition Information"), Padded.COLUMNS, Padded.EMPTY));
            keys().stream().map(Padded::column).forEach(lines::add);
        }
        return lines;
    }

    private List<String> tableInformation() {
        List<String> lines = new ArrayList<>(List.of(
                Padded.heading("# Detailed Table Information"),
                Padded.pair("Database:", table.database()),
                Padded.pair("Owner:", table.json().path("Owner").asText("")),
                Padded.pair("CreateTime:", time(table.json().path("CreateTime"))),
                Padded.pair("LastAccessTime:", "UNKNOWN"),
                Padded.pair("Protect Mode:", "None"),
                Padded.pair("Retention:", table.json().path("Retention").asText("0"))));
        if (!table.view()) {
            lines.add(Padded.pair("Location:", storage().path("Location").asText("")));
        }
        lines.add(Padded.pair("Table Type:", table.type()));
        lines.addAll(Padded.parameters("Table Parameters:", table.parameters()));
        return lines;
    }

    private List<String> partitionDetails(GluePartition described) {
        List<String> lines = new ArrayList<>(List.of(
                Padded.heading("# Detailed Partition Information"),
                Padded.pair("Partition Value:", described.values().toString()),
                Padded.pair("Database:", table.database()),
                Padded.pair("Table:", table.name()),
                Padded.pair("CreateTime:", time(described.json().path("CreationTime"))),
                Padded.pair("LastAccessTime:", "UNKNOWN"),
                Padded.pair("Protect Mode:", "None"),
                Padded.pair("Location:", storage().path("Location").asText(""))));
        lines.addAll(Padded.parameters("Partition Parameters:", described.parameters()));
        return lines;
    }

    private List<String> storageInformation() {
        JsonNode storage = storage();
        JsonNode serde = storage.path("SerdeInfo");
        List<String> lines = new ArrayList<>(List.of(
                Padded.EMPTY,
                Padded.heading("# Storage Information"),
                Padded.pair("SerDe Library:", serde.path("SerializationLibrary").asText("")),
                Padded.pair("InputFormat:", storage.path("InputFormat").asText("")),
                Padded.pair("OutputFormat:", storage.path("OutputFormat").asText("")),
                Padded.pair("Compressed:", storage.path("Compressed").asBoolean() ? "Yes" : "No"),
                Padded.pair("Num Buckets:", storage.path("NumberOfBuckets").asText("0")),
                Padded.pair("Bucket Columns:", texts(storage.path("BucketColumns"))),
                Padded.pair("Sort Columns:", "[]")));
        Map<String, String> parameters = new TreeMap<>();
        serde.path("Parameters")
                .properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        lines.addAll(Padded.parameters("Storage Desc Params:", parameters));
        return lines;
    }

    private String thriftTable() {
        return "Table(tableName:%s, dbName:%s, owner:%s, createTime:%d, lastAccessTime:0, retention:%s, sd:%s, partitionKeys:%s, parameters:%s, tableType:%s)"
                .formatted(
                        table.name(),
                        table.database(),
                        table.json().path("Owner").asText(""),
                        table.json().path("CreateTime").asLong(),
                        table.json().path("Retention").asText("0"),
                        thriftStorage(),
                        thriftColumns(keys()),
                        table.parameters(),
                        table.type());
    }

    private String thriftPartition(GluePartition described) {
        return "Partition(values:%s, dbName:%s, tableName:%s, createTime:%d, lastAccessTime:0, sd:%s, parameters:%s)"
                .formatted(
                        described.values(),
                        table.database(),
                        table.name(),
                        described.json().path("CreationTime").asLong(),
                        thriftStorage(),
                        described.parameters());
    }

    private String thriftStorage() {
        JsonNode storage = storage();
        return "StorageDescriptor(cols:%s, location:%s, inputFormat:%s, outputFormat:%s, compressed:%s, numBuckets:%s, serdeInfo:SerDeInfo(name:null, serializationLib:%s, parameters:{}), bucketCols:%s, sortCols:[], parameters:{}, storedAsSubDirectories:false)"
                .formatted(
                        thriftColumns(columns()),
                        storage.path("Location").asText(""),
                        storage.path("InputFormat").asText(""),
                        storage.path("OutputFormat").asText(""),
                        storage.path("Compressed").asBoolean(),
                        storage.path("NumberOfBuckets").asText("0"),
                        storage.path("SerdeInfo").path("SerializationLibrary").asText(""),
                        texts(storage.path("BucketColumns")));
    }

    private static String thriftColumns(List<GlueColumn> columns) {
        return columns.stream()
                .map(column -> "FieldSchema(name:%s, type:%s, comment:%s)"
                        .formatted(column.name(), column.type(), column.commentText()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts.toString();
    }

    private static String time(JsonNode seconds) {
        return TIME.format(Instant.ofEpochSecond(seconds.asLong()).atOffset(ZoneOffset.UTC));
    }
}
