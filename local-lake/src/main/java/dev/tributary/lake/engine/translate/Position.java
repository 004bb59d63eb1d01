package dev.tributary.lake.engine.translate;

/** A place in a statement; lines and columns count from 1. */
record Position(int line, int column) {
    static Position of(String text, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Position(line, offset - lineStart + 1);
    }

    /** The offset of this place in a text, or -1 where it has no such place. */
    int offset(String text) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                return -1;
            }
        }
        int offset = start + column - 1;
        return offset <= text.length() ? offset : -1;
    }

    @Override
    public String toString() {
        return "line " + line + ":" + column;
    }
}
