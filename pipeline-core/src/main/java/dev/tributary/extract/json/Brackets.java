package dev.tributary.extract.json;

/** Follows brackets and strings of a value. */
final class Brackets {
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean closed;

    /** Follows the value by one byte. */
    void next(byte b) {
        closed = false;
        if (escaped) {
            escaped = false;
        } else if (b == '"') {
            inString = !inString;
        } else if (inString) {
            escaped = b == '\\';
        } else if (b == '{' || b == '[') {
            depth++;
        } else if (b == '}' || b == ']') {
            depth--;
            closed = depth <= 0;
        }
    }

    /** Follows values from one place up to another. */
    void followAll(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at = follow(bytes, at + 1, to)) {
            next(bytes[at]);
        }
    }

    /** Follows the value from one place up to another, or as far as it is in brackets or a string; returns how far. */
    int follow(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !areClosed()) {
            if (inString) {
                at = string(bytes, at, to);
            } else {
                next(bytes[at++]);
            }
        }
        return at;
    }

    private int string(byte[] bytes, int from, int to) {
        int at = escaped ? from + 1 : from;
        escaped = false;
        while (at < to) {
            byte b = bytes[at++];
            if (b == '"') {
                inString = false;
                return at;
            }
            if (b == '\\') {
                escaped = at == to;
                at = Math.min(at + 1, to);
            }
        }
        return at;
    }

    /** Whether all that was opened is closed, and no string is open. */
    boolean areBalanced() {
        return depth == 0 && !inString;
    }

    /** Whether what comes next is in no bracket and no string. */
    boolean areClosed() {
        return depth <= 0 && !inString;
    }

    /** Whether the last byte closed the outermost bracket. */
    boolean haveJustClosed() {
        return closed;
    }
}
