package dev.tributary.athena.sql;

import java.util.Optional;
import java.util.stream.Stream;

/** What Athena's words mean and what helps: the reason's stable part, and a remedy for the end of a sentence. */
enum Explanation {
    OPEN_PARTITIONS("TOO_MANY_OPEN_PARTITIONS", "write at most 100 partitions in one statement"),
    COMMIT_CONFLICT("ICEBERG_COMMIT_ERROR", "another writer changed the table at the same time; run it again", true),
    MERGE_MATCHES("One MERGE target table row matched more than one source row", "give each key once in the source"),
    BAD_DATA("HIVE_BAD_DATA", "a file's column has another type than the table's; find it by \"$path\" and rewrite it"),
    PARTITION_SCHEMA("HIVE_PARTITION_SCHEMA_MISMATCH", "give the partitions the table's columns: drop and add them"),
    NOT_PARQUET("Not valid Parquet file", "remove the file from the table's folder"),
    REPLACED_FILE("Incorrect fileSize", "a file was replaced while it was read; run it again", true),
    MISSING_FILE("The specified key does not exist", "a file was deleted while it was read; run it again", true),
    OPEN_SPLIT("HIVE_CANNOT_OPEN_SPLIT", "S3 was too busy, or a file is gone; run it again", true),
    MORE_RUNS("MORE_RUNS_NEEDED", "run it again until it succeeds"),
    PROPERTY("Unsupported table property key", "set it through Iceberg, not through Athena"),
    TYPES("TYPE_MISMATCH", "cast the expressions to the columns' types"),
    COLUMN("COLUMN_NOT_FOUND", "look at the table's columns with DESCRIBE"),
    TABLE(
            "TABLE_NOT_FOUND",
            "check the names of database and table, the region, and the permission to see them in Glue"),
    SCHEMA("SCHEMA_NOT_FOUND", "check the database's name and the region"),
    SYNTAX("mismatched input", "double quotes name things in queries, backticks in CREATE, ALTER and DROP"),
    RESOURCES(
            "Query exhausted resources at this scale factor",
            "read less, or split the query; it may pass when run again"),
    TIMEOUT("Query timeout", "split the query: Athena stops one after 30 minutes"),
    TOO_LONG("less than or equal to 262144", "Athena takes 262,144 bytes of SQL; put the values into a table"),
    RESULTS("No output location provided", "set destination.athena.query_result_bucket, or give the work group one"),
    RESULTS_ACCESS(
            "verify/create output bucket", "check query_result_bucket, its region and the permission to write to it"),
    WORK_GROUP("WorkGroup is not found", "check destination.athena.athena_work_group"),
    DENIED("Access Denied", "check the permissions on the bucket and on its KMS key"),
    LAKE_FORMATION("Lake Formation permission", "grant SELECT and DESCRIBE in Lake Formation"),
    GLUE("is not authorized to perform: glue:", "allow the action on the catalog, the database and the table"),
    STALE_VIEW("INVALID_VIEW", "create the view again"),
    LOST_METADATA(
            "ICEBERG_MISSING_METADATA",
            "the table's metadata was deleted, often by a lifecycle rule; restore it in S3");

    private final String part;
    private final String remedy;
    private final boolean passes;

    Explanation(String part, String remedy) {
        this(part, remedy, false);
    }

    Explanation(String part, String remedy, boolean passes) {
        this.part = part;
        this.remedy = remedy;
        this.passes = passes;
    }

    static Optional<Explanation> find(String reason) {
        return Stream.of(values()).filter(e -> reason.contains(e.part)).findFirst();
    }

    String remedy() {
        return remedy;
    }

    /** Whether the statement may succeed when it is run again. */
    boolean passes() {
        return passes;
    }
}
