package dev.tributary.lake.athena.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.result.Columns;
import dev.tributary.lake.athena.result.ResultForm;
import dev.tributary.lake.athena.result.RowsFile;
import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.sql.StatementFailed;
import dev.tributary.lake.sql.StatementOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Takes what a statement yields into a file, in bounded memory. Used by one thread. */
final class SpooledOutput implements StatementOutput, AutoCloseable {

    static final String CUTOFF = "Bytes scanned limit was exceeded";

    /** Athena's number for a query that was cancelled. */
    private static final int CANCELLED = 1014;

    private final ResultForm form;
    private final boolean utility;
    private final long cutoff;
    private final Runnable begun;
    private final LongConsumer progress;
    private final RowsFile file;
    private @Nullable List<ObjectNode> columns;
    private OptionalLong updateCount = OptionalLong.empty();
    private List<String> written = List.of();
    private boolean cutOff;

    /**
     * An output into a file of rows.
     *
     * @param begun called when the statement is known to be accepted
     * @param progress called with the bytes read so far
     */
    SpooledOutput(Path spool, Submission submission, Runnable begun, LongConsumer progress) throws IOException {
        this.form = ResultForm.of(submission.kind());
        this.utility = submission.kind().type().equals("UTILITY") && form != ResultForm.ROWS;
        this.cutoff = submission.cutoff();
        this.begun = begun;
        this.progress = progress;
        this.file = new RowsFile(spool, form);
    }

    @Override
    public void columns(List<ResultColumn> given) {
        begun.run();
        if (form.hasRows()) {
            columns = given.stream()
                    .map(column -> Columns.describe(column, utility))
                    .toList();
            writing(() -> file.header(given.stream().map(ResultColumn::name).toList()));
        }
    }

    @Override
    public void row(List<@Nullable String> values) {
        if (form.hasRows()) {
            writing(() -> file.row(values));
        }
    }

    @Override
    public void updateCount(long rows) {
        begun.run();
        updateCount = OptionalLong.of(rows);
    }

    @Override
    public void scanned(long bytes) {
        begun.run();
        progress.accept(Math.min(bytes, cutoff));
        if (bytes > cutoff) {
            cutOff = true;
            throw StatementFailed.user(CANCELLED, CUTOFF);
        }
    }

    @Override
    public void written(List<String> files) {
        begun.run();
        List<String> more = new ArrayList<>(written);
        more.addAll(files);
        written = more;
    }

    /** Ends the file. */
    void end() {
        writing(() -> {
            if (columns != null) {
                file.end();
            }
            file.close();
        });
    }

    /** Whether it was the limit on bytes that ended the statement. */
    boolean cutOff() {
        return cutOff;
    }

    /** The columns, none at all for a statement that showed none. */
    @Nullable
    List<ObjectNode> columns() {
        return form.hasRows() ? columns : List.of(Columns.changedRows());
    }

    OptionalLong updateCount() {
        return updateCount;
    }

    List<String> written() {
        return List.copyOf(written);
    }

    long rows() {
        return file.rows();
    }

    @Override
    public void close() {
        writing(file::close);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void writing(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
