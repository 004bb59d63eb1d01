package dev.tributary.lake.ddl.parse;

import dev.tributary.lake.ddl.statement.ColumnDefinition;
import dev.tributary.lake.ddl.type.HiveType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Columns and their types. Any word may stand for a type; whether it is one is found out when the statement runs. */
final class TypeParser {

    /** Deeper types than this are refused; Hive's own limit is not known. */
    private static final int DEEPEST = 100;

    private final Tokens tokens;
    private final boolean anyFieldName;
    private int depth;

    TypeParser(Tokens tokens) {
        this(tokens, false);
    }

    private TypeParser(Tokens tokens, boolean anyFieldName) {
        this.tokens = tokens;
        this.anyFieldName = anyFieldName;
    }

    /** A parser of types as Glue keeps them, where no name is quoted and so none is reserved. */
    static TypeParser kept(Tokens tokens) {
        return new TypeParser(tokens, true);
    }

    /** {@code (name type [COMMENT 'text'], …)}. */
    List<ColumnDefinition> columns() {
        List<ColumnDefinition> columns = new ArrayList<>();
        tokens.requireSymbol("(");
        do {
            columns.add(column());
        } while (tokens.acceptSymbol(","));
        tokens.requireSymbol(")");
        return columns;
    }

    ColumnDefinition column() {
        String name = tokens.name();
        HiveType type = type();
        return new ColumnDefinition(name, type, tokens.comment());
    }

    HiveType type() {
        if (tokens.peek().kind() != Token.Kind.WORD || ++depth > DEEPEST) {
            throw tokens.unexpected();
        }
        String name = tokens.next().value().toLowerCase(Locale.ROOT);
        HiveType type =
                switch (name) {
                    case "array" -> array();
                    case "map" -> map();
                    case "struct" -> struct();
                    default -> new HiveType.Scalar(name, arguments());
                };
        depth--;
        return type;
    }

    private HiveType array() {
        tokens.requireSymbol("<");
        HiveType element = type();
        tokens.requireSymbol(">");
        return new HiveType.ArrayOf(element);
    }

    private HiveType map() {
        tokens.requireSymbol("<");
        HiveType key = type();
        tokens.requireSymbol(",");
        HiveType value = type();
        tokens.requireSymbol(">");
        return new HiveType.MapOf(key, value);
    }

    private HiveType struct() {
        List<HiveType.Field> fields = new ArrayList<>();
        tokens.requireSymbol("<");
        do {
            String name = anyFieldName ? tokens.next().value() : tokens.name();
            tokens.requireSymbol(":");
            fields.add(new HiveType.Field(name, type()));
            tokens.comment();
        } while (tokens.acceptSymbol(","));
        tokens.requireSymbol(">");
        return new HiveType.StructOf(fields);
    }

    private List<Integer> arguments() {
        List<Integer> arguments = new ArrayList<>();
        if (tokens.acceptSymbol("(")) {
            do {
                arguments.add(tokens.number());
            } while (tokens.acceptSymbol(","));
            tokens.requireSymbol(")");
        }
        return arguments;
    }
}
