package dev.tributary.lake.ddl.statement;

import dev.tributary.lake.sql.StatementKind;

/** DROP VIEW. */
public record DropView(TableReference view, boolean ifExists) implements DdlStatement {
    @Override
    public StatementKind kind() {
        return DdlStatement.ddl("DROP_VIEW");
    }
}
