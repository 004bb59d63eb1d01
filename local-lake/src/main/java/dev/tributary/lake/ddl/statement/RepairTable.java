package dev.tributary.lake.ddl.statement;

import dev.tributary.lake.sql.StatementKind;

/** MSCK REPAIR TABLE. */
public record RepairTable(TableReference table) implements DdlStatement {
    @Override
    public StatementKind kind() {
        return DdlStatement.ddl("MSCK_REPAIR");
    }
}
