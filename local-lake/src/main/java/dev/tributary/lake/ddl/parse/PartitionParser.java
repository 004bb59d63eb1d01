package dev.tributary.lake.ddl.parse;

import dev.tributary.lake.ddl.statement.PartitionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code PARTITION (key = value, …)}. */
final class PartitionParser {

    private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", "<>", "!=");

    private final Tokens tokens;

    PartitionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** One partition, or all that have these values. */
    PartitionSpec equal() {
        return spec(false);
    }

    /** Partitions by comparisons. */
    PartitionSpec compared() {
        return spec(true);
    }

    private PartitionSpec spec(boolean compared) {
        List<PartitionSpec.Condition> conditions = new ArrayList<>();
        tokens.require("PARTITION");
        tokens.requireSymbol("(");
        do {
            String key = tokens.name();
            String operator = operator(compared);
            conditions.add(new PartitionSpec.Condition(key, operator, value()));
        } while (tokens.acceptSymbol(","));
        tokens.requireSymbol(")");
        return new PartitionSpec(conditions);
    }

    private String operator(boolean compared) {
        if (tokens.acceptSymbol("=")) {
            return "=";
        }
        if (!compared
                || tokens.peek().kind() != Token.Kind.SYMBOL
                || !COMPARISONS.contains(tokens.peek().value())) {
            throw tokens.unexpected();
        }
        String operator = tokens.next().value();
        if (operator.equals(">") && tokens.acceptSymbol("=")) {
            return ">=";
        }
        return operator.equals("!=") ? "<>" : operator;
    }

    /** A string, a number, true or false, or DATE and a string. */
    private String value() {
        Token token = tokens.peek();
        if (token.string()) {
            return tokens.string();
        }
        if (token.word("TRUE") || token.word("FALSE")) {
            return Tokens.fold(tokens.next().value());
        }
        if (tokens.accept("DATE")) {
            return tokens.string();
        }
        boolean negative = tokens.acceptSymbol("-");
        if (tokens.peek().kind() != Token.Kind.NUMBER) {
            throw tokens.unexpected();
        }
        return (negative ? "-" : "") + tokens.next().value();
    }
}
