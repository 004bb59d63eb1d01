package dev.tributary.lake.ddl.statement;

import dev.tributary.lake.sql.StatementKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE. */
public record AlterTable(TableReference table, Change change) implements DdlStatement {

    @Override
    public StatementKind kind() {
        return DdlStatement.ddl(change.name());
    }

    /** What becomes of the table. */
    public sealed interface Change {
        /** What the service calls the statement. */
        String name();
    }

    /** ADD COLUMNS, of the table or of one partition. */
    public record AddColumns(@Nullable PartitionSpec partition, List<ColumnDefinition> columns) implements Change {
        public AddColumns {
            columns = List.copyOf(columns);
        }

        @Override
        public String name() {
            return "ALTER_TABLE_ADD_COLUMN";
        }
    }

    /** REPLACE COLUMNS, of the table or of one partition. */
    public record ReplaceColumns(@Nullable PartitionSpec partition, List<ColumnDefinition> columns) implements Change {
        public ReplaceColumns {
            columns = List.copyOf(columns);
        }

        @Override
        public String name() {
            return "ALTER_TABLE_REPLACE_COLUMN";
        }
    }

    /**
     * CHANGE COLUMN.
     *
     * @param first whether the column becomes the first one
     * @param after the column that it comes after, null to leave it where it is
     */
    public record ChangeColumn(
            String old,
            ColumnDefinition column,
            boolean first,
            @Nullable String after) implements Change {
        @Override
        public String name() {
            return "ALTER_TABLE_CHANGE_COLUMN";
        }
    }

    /**
     * DROP COLUMN.
     *
     * @param drop the word DROP as it was written, which Athena repeats
     * @param word the word COLUMN as it was written
     * @param position where that word stands
     */
    public record DropColumn(String column, String drop, String word, Position position) implements Change {
        @Override
        public String name() {
            return "ALTER_TABLE_DROP_COLUMN";
        }
    }

    /** RENAME TO. */
    public record Rename(TableReference to) implements Change {
        @Override
        public String name() {
            return "ALTER_TABLE_RENAME";
        }
    }

    /** A partition of ADD PARTITION. */
    public record NewPartition(PartitionSpec spec, @Nullable String location) {}

    /** ADD PARTITION. */
    public record AddPartitions(boolean ifNotExists, List<NewPartition> partitions) implements Change {
        public AddPartitions {
            partitions = List.copyOf(partitions);
        }

        @Override
        public String name() {
            return "ALTER_TABLE_ADD_PARTITION";
        }
    }

    /** DROP PARTITION. */
    public record DropPartitions(boolean ifExists, List<PartitionSpec> partitions) implements Change {
        public DropPartitions {
            partitions = List.copyOf(partitions);
        }

        @Override
        public String name() {
            return "ALTER_TABLE_DROP_PARTITION";
        }
    }

    /** PARTITION … RENAME TO PARTITION …. */
    public record RenamePartition(PartitionSpec from, PartitionSpec to) implements Change {
        @Override
        public String name() {
            return "ALTER_TABLE_RENAME_PARTITION";
        }
    }

    /** SET LOCATION, of the table or of one partition. */
    public record SetLocation(@Nullable PartitionSpec partition, String location) implements Change {
        @Override
        public String name() {
            return "ALTER_TABLE_SET_LOCATION";
        }
    }

    /** SET TBLPROPERTIES. */
    public record SetProperties(Map<String, String> properties) implements Change {
        public SetProperties {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }

        @Override
        public String name() {
            return "ALTER_TABLE_PROPERTIES";
        }
    }

    /** UNSET TBLPROPERTIES. */
    public record UnsetProperties(boolean ifExists, List<String> keys) implements Change {
        public UnsetProperties {
            keys = List.copyOf(keys);
        }

        @Override
        public String name() {
            return "ALTER_TABLE_PROPERTIES";
        }
    }

    /** A place in a statement: its line from 1 and its column from 0. */
    public record Position(int line, int column) {}
}
