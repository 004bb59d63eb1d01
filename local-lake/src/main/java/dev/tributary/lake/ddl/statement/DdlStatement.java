package dev.tributary.lake.ddl.statement;

import dev.tributary.lake.sql.StatementKind;

/** A statement that needs no engine. */
public sealed interface DdlStatement
        permits AlterTable, CreateTable, DatabaseStatement, Describe, DropTable, DropView, RepairTable, ShowStatement {

    /** What the service calls it. */
    StatementKind kind();

    /** A statement that changes something. */
    static StatementKind ddl(String name) {
        return new StatementKind("DDL", name);
    }

    /** A statement that tells something. */
    static StatementKind utility(String name) {
        return new StatementKind("UTILITY", name);
    }
}
