package dev.tributary.lake.ddl.statement;

import dev.tributary.lake.sql.StatementKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DESCRIBE.
 *
 * @param column a column and the fields within it that lead to what is described; empty for the whole table
 */
public record Describe(
        TableReference table,
        Detail detail,
        List<String> column,
        @Nullable PartitionSpec partition) implements DdlStatement {
    public Describe {
        column = List.copyOf(column);
    }

    /** How much is told. */
    public enum Detail {
        PLAIN,
        EXTENDED,
        FORMATTED
    }

    @Override
    public StatementKind kind() {
        return DdlStatement.utility("DESCRIBE_TABLE");
    }
}
