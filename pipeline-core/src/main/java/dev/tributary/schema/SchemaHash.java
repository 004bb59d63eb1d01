package dev.tributary.schema;
public final class SchemaHash {
    private SchemaHash() {}
    public static String of(Schema schema) { return "x"; }
}
