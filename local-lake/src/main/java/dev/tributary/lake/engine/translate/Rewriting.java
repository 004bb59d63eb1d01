package dev.tributary.lake.engine.translate;

import java.util.ArrayList;
import java.util.List;

/** Puts together the engine's text of a statement from parts of the author's and parts of ours. */
final class Rewriting {
    private final String source;
    private final StringBuilder text = new StringBuilder();
    private final List<EngineSql.Kept> kept = new ArrayList<>();

    Rewriting(String source) {
        this.source = source;
    }

    /** What the author wrote between two offsets. */
    Rewriting keep(int from, int to) {
        kept.add(new EngineSql.Kept(text.length(), from, to - from));
        text.append(source, from, to);
        return this;
    }

    Rewriting put(String own) {
        text.append(own);
        return this;
    }

    EngineSql done() {
        return new EngineSql(text.toString(), source, kept);
    }
}
