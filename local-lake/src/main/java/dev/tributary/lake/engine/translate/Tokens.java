package dev.tributary.lake.engine.translate;

import dev.tributary.lake.sql.StatementFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement's tokens, read from left to right. */
final class Tokens {
    private static final Token END = new Token(Token.Kind.SYMBOL, "<EOF>", 0);

    private final String sql;
    private final List<Token> tokens;
    private int next;

    Tokens(String sql) {
        this.sql = sql;
        this.tokens = Lexer.tokens(sql);
    }

    List<Token> all() {
        return tokens;
    }

    String sql() {
        return sql;
    }

    boolean atEnd() {
        return next >= tokens.size();
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : END;
    }

    Token take() {
        Token token = peek();
        next++;
        return token;
    }

    /** Where the next token begins, or the end of the statement. */
    int offset() {
        return atEnd() ? sql.length() : peek().start();
    }

    /** Goes past these keywords if all of them are next. */
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        next += words.length;
        return true;
    }

    boolean accept(char symbol) {
        if (!peek().is(symbol)) {
            return false;
        }
        next++;
        return true;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw mismatched("'" + word + "'");
        }
    }

    void expect(char symbol) {
        if (!accept(symbol)) {
            throw mismatched("'" + symbol + "'");
        }
    }

    Token expect(Token.Kind kind, String what) {
        if (peek().kind() != kind || atEnd()) {
            throw mismatched(what);
        }
        return take();
    }

    /** The parser's sentence for a token that does not fit. */
    StatementFailed mismatched(String expected) {
        String found = atEnd() ? "<EOF>" : peek().text();
        return StatementFailed.refused(
                "%s: mismatched input '%s'. Expecting: %s".formatted(position(offset()), found, expected));
    }

    /** An offset as Athena's messages tell it, from 1. */
    String position(int offset) {
        return Position.of(sql, offset).toString();
    }

    /** A name of one to three parts. */
    Optional<Name> name() {
        List<Token> parts = new ArrayList<>();
        if (!peek().isName()) {
            return Optional.empty();
        }
        parts.add(take());
        while (peek().is('.') && peek(1).isName() && parts.size() < 3) {
            take();
            parts.add(take());
        }
        return Optional.of(new Name(parts.stream().map(Token::value).toList()));
    }

    Name expectName() {
        return name().orElseThrow(() -> mismatched("<identifier>"));
    }

    /** Goes past a bracket and its partner, which returns the partner's offset. */
    int closing() {
        expect('(');
        int depth = 1;
        while (!atEnd()) {
            Token token = take();
            if (token.is('(')) {
                depth++;
            } else if (token.is(')') && --depth == 0) {
                return token.start();
            }
        }
        throw mismatched("')'");
    }
}
