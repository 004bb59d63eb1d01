package dev.tributary.lake.ddl.parse;

import dev.tributary.lake.ddl.statement.DdlStatement;
import dev.tributary.lake.sql.StatementFailed;
import java.util.Optional;

/**
 * A statement and what Athena's second parser has against its text.
 *
 * @param hiveComplaint how it fails on a table that is not Iceberg, because of a block comment
 */
public record ParsedStatement(DdlStatement statement, Optional<StatementFailed> hiveComplaint) {}
