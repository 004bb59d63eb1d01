package dev.tributary.lake;

import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.sql.StatementOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement yielded. */
public final class Recorded implements StatementOutput {

    public final List<ResultColumn> columns = new ArrayList<>();
    public @Nullable Long updateCount;
    public final List<List<@Nullable String>> rows = new ArrayList<>();

    @Override
    public void columns(List<ResultColumn> all) {
        columns.addAll(all);
    }

    @Override
    public void row(List<@Nullable String> values) {
        rows.add(values);
    }

    @Override
    public void updateCount(long changed) {
        updateCount = changed;
    }

    @Override
    public void scanned(long bytes) {}

    @Override
    public void written(List<String> files) {}

    /** The rows as lines. */
    public List<String> lines() {
        return rows.stream().map(row -> String.join("|", row)).toList();
    }

    public List<String> columnNames() {
        return columns.stream().map(ResultColumn::name).toList();
    }
}
