package dev.tributary.lake.ddl.statement;

import dev.tributary.lake.sql.StatementKind;

/** DROP TABLE. */
public record DropTable(TableReference table, boolean ifExists) implements DdlStatement {
    @Override
    public StatementKind kind() {
        return DdlStatement.ddl("DROP_TABLE");
    }
}
