package dev.tributary.source.reflect;

import dev.tributary.schema.MergeStrategy;
import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.History;
import dev.tributary.source.Resource;
import dev.tributary.source.definition.Validity;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an annotation says of merging: whether it goes together, and the validity of rows. */
record MergeCheck(Resource annotation, Consumer<String> problem) {

    void findProblems() {
        MergeStrategy strategy = annotation.mergeStrategy();
        boolean merges = annotation.writeDisposition() == WriteDisposition.MERGE;
        if (!merges && strategy != MergeStrategy.DELETE_INSERT) {
            problem.accept("mergeStrategy " + strategy
                    + " is for write disposition MERGE (set it, or leave the strategy out)");
        }
        boolean hasPrimaryKey = annotation.primaryKey().length > 0;
        boolean hasMergeKey = annotation.mergeKey().length > 0;
        if (merges) {
            switch (strategy) {
                case DELETE_INSERT -> {
                    if (!hasPrimaryKey && !hasMergeKey) {
                        problem.accept("write disposition MERGE needs a primaryKey");
                    }
                }
                case UPSERT, INSERT_ONLY -> {
                    if (!hasPrimaryKey) {
                        problem.accept("mergeStrategy " + strategy + " needs a primaryKey");
                    }
                    if (hasMergeKey) {
                        problem.accept("mergeStrategy " + strategy + " goes by primaryKey alone (leave mergeKey out)");
                    }
                }
                case SCD2 -> {
                    // Rows are told apart by their version; both keys may be there.
                }
            }
        }
        history(merges && strategy == MergeStrategy.SCD2);
    }

    private void history(boolean wanted) {
        History history = annotation.history();
        Validity validity = validity(annotation);
        if (!wanted && !validity.equals(Validity.DEFAULT)) {
            problem.accept("history is for mergeStrategy SCD2 (set it, or leave history out)");
        }
        if (history.validFrom().isBlank() || history.validTo().isBlank()) {
            problem.accept("history has a column without a name");
        } else if (history.validFrom().equals(history.validTo())) {
            problem.accept("history names column '" + history.validTo() + "' twice");
        }
        time("active", history.active());
        time("boundary", history.boundary());
    }

    private void time(String attribute, String text) {
        if (!text.isEmpty() && instant(text) == null) {
            problem.accept("history has " + attribute + " '" + text + "' (give a time as 2024-08-21T12:15:00Z)");
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The validity that an annotation without problems says. */
    static Validity validity(Resource annotation) {
        History history = annotation.history();
        return new Validity(
                history.validFrom(),
                history.validTo(),
                instant(history.active()),
                instant(history.boundary()),
                history.rowVersion().isEmpty() ? null : history.rowVersion());
    }
}
