package dev.tributary.lake.ddl.iceberg;

import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;

/** What SHOW and DESCRIBE tell of an Iceberg table, line by line; fields are parted by tabs and not padded. */
public final class IcebergDescription {

    private static final String EMPTY = "\t\t";

    private final GlueTable entry;
    private final Table table;

    IcebergDescription(GlueTable entry, Table table) {
        this.entry = entry;
        this.table = table;
    }

    /** The names of its columns. */
    public List<String> columnNames() {
        return table.schema().columns().stream().map(Types.NestedField::name).toList();
    }

    /** Its properties by Athena's names. */
    public Map<String, String> properties() {
        return names().shown(table.properties());
    }

    /** DESCRIBE of one column. */
    public List<String> column(String name) {
        Types.NestedField field = table.schema().findField(name);
        if (field == null) {
            throw Complaint.invalid("Column '" + name + "' does not exist");
        }
        return List.of(line(field));
    }

    /** DESCRIBE. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("# Table schema:\t\t", "# col_name\tdata_type\tcomment"));
        table.schema().columns().forEach(field -> lines.add(line(field)));
        lines.addAll(List.of(EMPTY, "# Partition spec:\t\t", "# field_name\tfield_transform\tcolumn_name"));
        for (PartitionField field : table.spec().fields()) {
            lines.add(field.name() + "\t" + field.transform() + "\t" + source(field));
        }
        return lines;
    }

    /** DESCRIBE FORMATTED. */
    public List<String> formatted() {
        List<String> lines = lines();
        lines.addAll(List.of(
                EMPTY,
                "Name:\ticeberg.%s.%s\t".formatted(entry.database(), entry.name()),
                "Location:\t" + table.location() + "\t",
                EMPTY,
                "# Table properties:\t\t",
                "# key\tvalue\t"));
        properties().forEach((key, value) -> lines.add(key + "\t" + value + "\t"));
        lines.addAll(List.of(EMPTY, "# Iceberg storage table properties:\t\t", "# key\tvalue\t"));
        new TreeMap<>(table.properties()).forEach((key, value) -> {
            if (key.startsWith("write.")) {
                lines.add(key + "\t" + value + "\t");
            }
        });
        return lines;
    }

    /** SHOW CREATE TABLE. */
    public List<String> statement() {
        List<String> foreign = names().foreign(table.properties());
        if (!foreign.isEmpty()) {
            throw Complaint.notSupported("UNSUPPORTED: SHOW CREATE TABLE cannot tell a table with the properties "
                    + String.join(", ", foreign));
        }
        List<String> lines = new ArrayList<>();
        lines.add("CREATE TABLE %s.%s (".formatted(entry.database(), entry.name()));
        List<Types.NestedField> columns = table.schema().columns();
        for (int i = 0; i < columns.size(); i++) {
            lines.add("  " + declaration(columns.get(i)) + (i < columns.size() - 1 ? "," : ")"));
        }
        String comment = table.properties().get("comment");
        if (comment != null) {
            lines.add("COMMENT " + quoted(comment));
        }
        if (table.spec().isPartitioned()) {
            lines.add(table.spec().fields().stream()
                    .map(this::term)
                    .collect(Collectors.joining(", ", "PARTITIONED BY (", ")")));
        }
        lines.add("LOCATION " + quoted(table.location()));
        lines.add("TBLPROPERTIES (");
        lines.add("  'table_type'='iceberg'"
                + properties().entrySet().stream()
                        .map(property -> ",\n  " + quoted(property.getKey()) + "=" + quoted(property.getValue()))
                        .collect(Collectors.joining()));
        lines.add(")");
        return List.of(String.join("\n", lines).split("\n"));
    }

    private TableProperties names() {
        return TableProperties.of(Map.of(), table.properties());
    }

    private static String line(Types.NestedField field) {
        return field.name() + "\t" + IcebergType.described(field.type()) + "\t"
                + Objects.requireNonNullElse(field.doc(), "");
    }

    private static String declaration(Types.NestedField field) {
        String doc = field.doc() == null ? "" : " COMMENT " + quoted(field.doc());
        return "`" + field.name() + "` " + IcebergType.declared(field.type()) + doc;
    }

    private String term(PartitionField field) {
        String transform = field.transform().toString();
        String column = "`" + source(field) + "`";
        int bracket = transform.indexOf('[');
        if (bracket > 0) {
            String argument = transform.substring(bracket + 1, transform.length() - 1);
            return transform.substring(0, bracket) + "(" + argument + ", " + column + ")";
        }
        return transform.equals("identity") ? column : transform + "(" + column + ")";
    }

    private String source(PartitionField field) {
        return String.valueOf(table.schema().findColumnName(field.sourceId()));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
