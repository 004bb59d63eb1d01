package dev.tributary.lake.ddl.parse;

import dev.tributary.lake.ddl.statement.AlterTable;
import dev.tributary.lake.ddl.statement.DdlStatement;
import dev.tributary.lake.ddl.statement.Describe;
import dev.tributary.lake.ddl.statement.RepairTable;
import dev.tributary.lake.ddl.statement.ShowStatement;
import dev.tributary.lake.sql.StatementFailed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Block comments that Athena's Hive parser cannot read: before and between the leading words of some statements. They start
 * and then fail, unless the table is Iceberg.
 */
final class BlockComments {

    private static final int DDL_TASK_FAILED = 1003;

    private static final Set<String> WORDS =
            Set.of("SHOW", "CREATE", "TABLE", "MSCK", "REPAIR", "ALTER", "DESCRIBE", "DESC", "EXTENDED", "FORMATTED");

    private BlockComments() {}

    static Optional<StatementFailed> complaint(String sql, Lexer lexer, DdlStatement statement) {
        if (!minds(statement) || lexer.blockComments().isEmpty()) {
            return Optional.empty();
        }
        Lexer.BlockComment comment = lexer.blockComments().get(0);
        if (comment.token() > leading(lexer.tokens())) {
            return Optional.empty();
        }
        return Optional.of(StatementFailed.system(
                DDL_TASK_FAILED, "FAILED: ParseException " + complaint(sql, lexer.tokens(), comment)));
    }

    /** ADD and DROP PARTITION and SET TBLPROPERTIES were seen to succeed with a comment. */
    private static boolean minds(DdlStatement statement) {
        if (statement instanceof AlterTable alter) {
            return !(alter.change() instanceof AlterTable.AddPartitions
                    || alter.change() instanceof AlterTable.DropPartitions
                    || alter.change() instanceof AlterTable.SetProperties);
        }
        return statement instanceof ShowStatement.CreateTable
                || statement instanceof RepairTable
                || statement instanceof Describe;
    }

    /** How many words lead to the table's name. */
    private static int leading(List<Token> tokens) {
        int count = 0;
        while (tokens.get(count).kind() == Token.Kind.WORD
                && WORDS.contains(tokens.get(count).value().toUpperCase(Locale.ROOT))) {
            count++;
        }
        return count;
    }

    private static String complaint(String sql, List<Token> tokens, Lexer.BlockComment comment) {
        String at = "line " + position(sql, comment.start());
        String near = "'/' '*' " + firstOf(sql, comment.start() + 2);
        if (comment.token() == 0) {
            return at + " cannot recognize input near " + near;
        }
        String first = tokens.get(0).value();
        String before = tokens.get(comment.token() - 1).value();
        String start = "line 1:0 cannot recognize input near '" + first + "' '/' '*' in ";
        if (comment.token() == leading(tokens) && !before.equalsIgnoreCase(first)) {
            return at + " cannot recognize input near " + near + " in table name";
        }
        return switch (first.toUpperCase(Locale.ROOT)) {
            case "ALTER" -> start + "alter statement";
            case "MSCK" -> at + " missing EOF at '/' near '" + before + "'";
            case "SHOW" ->
                comment.token() == 1
                        ? at + " cannot recognize input near '" + first + "' '/' '*' in ddl statement"
                        : at + " mismatched input '/' expecting TABLE near '" + before + "' in show statement";
            default -> start + "describe statement";
        };
    }

    /** Line from 1 and column from 0, after each run of white space became one space. */
    private static String position(String sql, int at) {
        String before = sql.substring(0, at).replaceAll("\\s{2,}", " ");
        int newline = before.lastIndexOf('\n');
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return line + ":" + (before.length() - newline - 1);
    }

    private static String firstOf(String sql, int from) {
        Token token = Lexer.of(sql.substring(from)).tokens().get(0);
        return "'" + sql.substring(from + token.start(), from + token.end()) + "'";
    }
}
