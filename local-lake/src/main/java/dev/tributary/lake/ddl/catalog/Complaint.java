package dev.tributary.lake.ddl.catalog;

import dev.tributary.lake.glue.GlueException;
import dev.tributary.lake.sql.StatementFailed;
import java.util.UUID;

/** What Athena says when a statement of DDL fails, with the type of error it gives it. */
public final class Complaint {

    private static final int TASK_FAILED = 1003;
    private static final int SEMANTIC = 1006;
    private static final int INVALID_ARGUMENT = 1100;
    private static final int NOT_SUPPORTED = 1200;
    private static final int NOT_FOUND = 1301;
    private static final int GLUE_REFUSED = 1502;

    private static final String TASK =
            "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ";

    private Complaint() {}

    /** The statement means nothing for these objects. */
    public static StatementFailed semantic(String reason) {
        return StatementFailed.user(SEMANTIC, "FAILED: SemanticException " + reason);
    }

    /** The statement is sound but cannot be done. */
    public static StatementFailed task(String reason) {
        return StatementFailed.user(SEMANTIC, TASK + reason);
    }

    /** The same where Athena blames itself. */
    public static StatementFailed systemTask(String reason) {
        return StatementFailed.system(TASK_FAILED, TASK + reason);
    }

    /** What Hive's parser cannot read, though Athena took it. */
    public static StatementFailed parse(String reason) {
        return StatementFailed.user(SEMANTIC, "FAILED: ParseException " + reason);
    }

    public static StatementFailed noDatabase(String database) {
        return semantic("[Error 10072]: Database does not exist: " + database);
    }

    public static StatementFailed noTable(String table) {
        return semantic("[Error 10001]: Table not found " + table);
    }

    /** The same, with the type of error that SHOW TBLPROPERTIES gives it. */
    public static StatementFailed noPropertiesOf(String table) {
        return StatementFailed.user(NOT_FOUND, noTable(table).getMessage());
    }

    /** The same in the words of the query engine. */
    public static StatementFailed noView(String database, String view) {
        return StatementFailed.user(
                NOT_FOUND,
                "TABLE_NOT_FOUND: line 1:1: View 'awsdatacatalog.%s.%s' does not exist".formatted(database, view));
    }

    public static StatementFailed invalid(String reason) {
        return StatementFailed.user(INVALID_ARGUMENT, reason);
    }

    public static StatementFailed notSupported(String reason) {
        return StatementFailed.user(NOT_SUPPORTED, reason);
    }

    /** Statements that Athena knows for Hive tables only. */
    public static StatementFailed notForIceberg() {
        return notSupported("Query type not supported by Athena Iceberg at this time");
    }

    /** The refusal of a statement whose table is looked for before it starts. */
    public static StatementFailed entityNotFound() {
        return StatementFailed.refused("INVALID_INPUT", "Entity Not Found " + origin("EntityNotFoundException"));
    }

    /** What Glue said of a change. */
    public static StatementFailed glue(GlueException refusal) {
        return glue(refusal.code(), refusal.getMessage());
    }

    static StatementFailed glue(String code, String message) {
        return StatementFailed.system(GLUE_REFUSED, TASK + message + " " + origin(code));
    }

    /** Glue cannot rename, and Hive tells how far it came. */
    public static StatementFailed renamed() {
        return task(
                "Unable to alter table. Unable to change partition or table: com.amazonaws.services.datacatalog.model.InvalidInputException: Table cannot be renamed "
                        + origin("InvalidInputException"));
    }

    private static String origin(String code) {
        return "(Service: AmazonDataCatalog; Status Code: 400; Error Code: %s; Request ID: %s; Proxy: null)"
                .formatted(code, UUID.randomUUID());
    }
}
